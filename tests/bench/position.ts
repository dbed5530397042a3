import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Exchange } from '@samband/exchange';
import { stringify } from 'yaml';
import { launchPosition } from '../support/electron.ts';
import type { Position, PositionOptions } from '../support/electron.ts';

/** Starts position 1 of the exchange in real Electron; `started` is UTC ms of the moment before. */
export async function openPosition(
  exchange: Exchange,
  options: PositionOptions = {},
  content: Exchange['site'] = exchange.site,
): Promise<Position & { started: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-bench-site-'));
  await chmod(folder, 0o755);
  const site = join(folder, 'site.yaml');
  await writeFile(site, stringify(content), { mode: 0o644 });
  const { secret } = await exchange.secrets(1);
  const started = Date.now();
  const position = await launchPosition({ site, position: 1, secret, ...options });
  const { close } = position;
  return Object.assign(position, {
    started,
    async close() {
      await close();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

/** How many registrations the first role makes: its own address and its queues', at each edge. */
export function registrationsOf({ site }: Exchange): number {
  return site.exchange.edges.length * (1 + (site.roles[0]?.queues.length ?? 0));
}

/** Resolves when the last of them stands and the position is ready; UTC ms of that moment. */
export async function readyAt(exchange: Exchange, position: Position): Promise<number> {
  const ready = await position.waitForEvent('becameReady');
  const due = registrationsOf(exchange);
  const last = await position.waitForEvent(
    'registered',
    () => position.log.all('registered').length >= due,
    60_000,
  );
  const registered = position.log.all('registered')[due - 1] ?? last;
  return Math.max(Date.parse(ready.wall), Date.parse(registered.wall));
}
