import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startExchange } from '@samband/exchange';
import type { Exchange } from '@samband/exchange';

/** The benches' own exchange, apart from the one of the end-to-end tests. Stopped when `run` is over. */
export async function withExchange<T>(
  say: (line: string) => void,
  run: (exchange: Exchange) => Promise<T>,
): Promise<T> {
  const dir = join(tmpdir(), 'samband-bench-exchange');
  const exchange = await startExchange({ dir, config: { basePort: 23_000, seconds: { reoffer: 3 } }, say });
  try {
    return await run(exchange);
  } finally {
    await exchange.stop();
  }
}

export interface Runtime {
  readonly electron: string;
  readonly chromium: string;
}

/** What Electron says of itself. */
export function runtimeOf(versions: Readonly<Record<string, string>>): Runtime {
  return { electron: versions['electron'] ?? '', chromium: versions['chrome'] ?? '' };
}
