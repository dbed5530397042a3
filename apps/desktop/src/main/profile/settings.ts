import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Clock, Logger } from '@samband/telephony/ports';
import { codeOf, systemFiles } from './files.ts';
import type { Files } from './files.ts';
import { openReplaced } from './replaced.ts';

/** Which console this PC is. Written by the technician (`settings.json` in the profile), never by the app. */
const settingsSchema = z.object({
  site: z.string().max(1024).optional(),
  position: z.int().min(1).max(500).optional(),
  role: z.string().max(64).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

const instanceSchema = z.object({ schema: z.literal(1), instanceId: z.uuid(), epoch: z.int().min(0) });

/** Unreadable settings are said in the log and count as none: the arguments may still be enough. */
export function readSettings(path: string, log: Logger, files: Files = systemFiles): Settings {
  try {
    return settingsSchema.parse(JSON.parse(files.read(path)));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') log.error('settings file cannot be used', { file: 'settings.json' });
    return {};
  }
}

/** What the app itself must remember of this position over restarts. */
export interface Instance {
  /** RFC 5626 §4.1: the same for as long as the profile lives. */
  readonly id: string;
  /** The next engine's epoch; on disk before it is given out, so that no two engines ever share one. */
  nextEpoch(): number;
}

export interface InstanceDeps {
  readonly path: string;
  readonly log: Logger;
  readonly clock: Pick<Clock, 'after' | 'wall'>;
  readonly files?: Files;
}

export function openInstance(deps: InstanceDeps): Instance {
  const file = openReplaced({
    ...deps,
    name: 'instance file',
    parse: (text) => instanceSchema.parse(JSON.parse(text)),
  });
  let kept = file.found ?? { schema: 1 as const, instanceId: randomUUID(), epoch: 0 };
  if (file.wasUnusable) {
    // Later than any epoch that was counted one by one, so that readers still see it grow.
    kept = { ...kept, epoch: Math.floor(deps.clock.wall() / 1000) };
    deps.log.warn('a new instance begins', { epoch: kept.epoch });
  }
  return {
    get id() {
      return kept.instanceId;
    },
    nextEpoch() {
      kept = { ...kept, epoch: kept.epoch + 1 };
      file.saveNow(JSON.stringify(kept));
      return kept.epoch;
    },
  };
}
