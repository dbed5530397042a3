import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { stringify } from 'yaml';
import type { Ear } from '../audio/ear.ts';
import { launchPosition } from '../electron.ts';
import type { Position } from '../electron.ts';
import { startSound } from '../sound/pulse.ts';
import type { Sound } from '../sound/pulse.ts';
import type { EventLog } from './event-log.ts';

/** The console as it ships, in a real Electron, with sound devices of its own. */
export interface Console {
  readonly position: Position;
  readonly log: EventLog;
  readonly sound: Sound;
  /** What the operator hears in the headset. */
  readonly ear: Ear;
  /** The console window that was there at the start. */
  readonly window: Page;
  /** The window of now, after the first one died. */
  currentWindow(): Promise<Page>;
  pidOf(window: 'console' | 'engine' | 'main'): Promise<number>;
  close(): Promise<void>;
}

export interface ConsoleOptions {
  /** Site file as data, or the path of a file that may be wrong or missing. */
  readonly site: unknown;
  readonly siteFile?: string;
  /** Directory of operators as data: `operators.yaml` beside the site file. */
  readonly operators?: unknown;
  readonly position: number;
  /** Empty: none is given. */
  readonly secret: string;
  /** The operator's tone, Hz. */
  readonly voice: number;
  /** False: no input device at the start. */
  readonly microphone?: boolean;
  readonly profile?: string;
  readonly wrap?: (program: string) => Promise<string>;
}

export async function startConsole(options: ConsoleOptions): Promise<Console> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-console-'));
  await chmod(folder, 0o755);
  const site = options.siteFile ?? join(folder, 'site.yaml');
  if (options.siteFile === undefined) await writeFile(site, stringify(options.site), { mode: 0o644 });
  if (options.operators !== undefined)
    await writeFile(join(folder, 'operators.yaml'), stringify(options.operators), { mode: 0o644 });
  const sound = await startSound({ microphone: options.microphone ?? true });
  await sound.say(options.voice);
  const release = async (): Promise<void> => {
    await sound.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const position = await launchPosition({
      site,
      position: options.position,
      ...(options.secret === '' ? {} : { secret: options.secret }),
      ...(options.profile === undefined ? {} : { profile: options.profile }),
      ...(options.wrap ? { wrap: options.wrap } : {}),
      env: sound.env,
    });
    return {
      position,
      log: position.log,
      sound,
      ear: sound.headset,
      window: await position.consoleWindow(),
      currentWindow: () => position.consoleWindow(),
      pidOf: async (window) => (await position.pids())[window],
      async close() {
        await position.close();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}
