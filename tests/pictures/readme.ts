import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openPosition, readyAt } from '../bench/position.ts';
import { withExchange } from '../bench/exchange.ts';
import { startCaller } from '../support/callers/caller.ts';
import type { CallerOptions, Party } from '../support/callers/caller.ts';
import { pidfLo } from '../support/callers/scenario.ts';
import type { Position } from '../support/electron.ts';
import { trunkOf } from '../support/exchange/exchange.ts';

/** Someone in Nordvik whose phone told where it is. */
const kari: Partial<CallerOptions> = {
  from: '+4790123456',
  name: 'Kari Nordmann',
  location: pidfLo({ lat: 67.2804, lon: 14.4049, radius: 12, method: 'AML' }),
};

async function waiting(position: Position, call: () => Promise<Party>): Promise<Party> {
  const from = position.log.mark;
  const party = await call();
  await position.log.waitFor('call.waiting', { from, withinMs: 60_000 });
  return party;
}

async function answerNext(position: Position, page: Page): Promise<void> {
  const from = position.log.mark;
  await page.getByRole('button', { name: /^Besvar neste/ }).click();
  await position.log.waitFor('call.answered', { from, withinMs: 60_000 });
}

/** The console as it is in a call, one call held, two in line and one given up: real windows, real calls. */
export async function takeReadmePictures(folder: string, say: (line: string) => void): Promise<void> {
  await withExchange(say, async (exchange) => {
    await mkdir(folder, { recursive: true });
    const trunk = trunkOf(exchange);
    const call = (options: Partial<CallerOptions>): Promise<Party> =>
      startCaller(trunk, { from: '+4790000000', sound: 1000, ...options });
    const position = await openPosition(exchange);
    const parties: Party[] = [];
    try {
      await readyAt(exchange, position);
      const page = await position.consoleWindow();
      const lost = await waiting(position, () => call({ from: '+4790555111' }));
      await lost.close();
      await position.log.waitFor('call.abandoned', { withinMs: 60_000 });
      parties.push(await waiting(position, () => call({ from: '+4722550100', number: '116117' })));
      await answerNext(position, page);
      parties.push(await waiting(position, () => call(kari)));
      await page.getByRole('button', { name: /^Besvar neste/ }).waitFor();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await answerNext(position, page);
      parties.push(await waiting(position, () => call({ from: '+4747000111', number: '116117' })));
      parties.push(await waiting(position, () => call({ from: '+4791234567' })));
      await position.log.waitFor('quality', { withinMs: 60_000 });
      await new Promise((resolve) => setTimeout(resolve, 4000));
      for (const [theme, name] of [
        ['Natt', 'console'],
        ['Dag', 'console-day'],
      ] as const) {
        await page.getByRole('combobox', { name: 'Utseende' }).selectOption({ label: theme });
        await position.screenshot(join(folder, `${name}.png`));
        say(join('docs/pictures', `${name}.png`));
      }
    } finally {
      await position.close();
      for (const party of parties) await party.close();
    }
  });
}
