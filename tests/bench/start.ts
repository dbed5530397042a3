import { figures } from './figures.ts';
import type { Figures } from './figures.ts';
import { runtimeOf, withExchange } from './exchange.ts';
import type { Runtime } from './exchange.ts';
import { openPosition, readyAt } from './position.ts';

/** Cold start of the built console → registered at both edges and ready, ms. A new profile each time. */
export function benchStart(
  rounds: number,
  say: (line: string) => void,
): Promise<{ start: Figures; runtime: Runtime }> {
  return withExchange(say, async (exchange) => {
    const samples: number[] = [];
    let runtime: Runtime = { electron: '', chromium: '' };
    for (let round = 0; round < rounds; round++) {
      const position = await openPosition(exchange, { held: false });
      try {
        samples.push((await readyAt(exchange, position)) - position.started);
        runtime = runtimeOf(await position.app.evaluate(() => process.versions as Record<string, string>));
      } finally {
        await position.close();
      }
      say(`start ${round + 1} of ${rounds}: ${samples.at(-1)} ms`);
    }
    return { start: figures(samples), runtime };
  });
}
