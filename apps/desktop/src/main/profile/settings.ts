import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Logger } from '@samband/telephony/ports';
import { systemClock } from '../../shared/clock.ts';
import { writeAtomicSync } from './atomic.ts';

/** Which console this PC is. Written by the technician (`settings.json` in the profile), never by the app. */
const settingsSchema = z.object({
  site: z.string().max(1024).optional(),
  position: z.int().min(1).max(500).optional(),
  role: z.string().max(64).optional(),
});
export type Settings = z.infer<typeof settingsSchema>;

const instanceSchema = z.object({ schema: z.literal(1), instanceId: z.uuid(), epoch: z.int().min(0) });

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Unreadable settings are said in the log and count as none: the arguments may still be enough. */
export function readSettings(path: string, log: Logger): Settings {
  try {
    return settingsSchema.parse(readJson(path) ?? {});
  } catch {
    log.error('settings file cannot be used', { file: 'settings.json' });
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

export function openInstance(path: string, log: Logger): Instance {
  let kept: z.infer<typeof instanceSchema> = { schema: 1, instanceId: randomUUID(), epoch: 0 };
  try {
    const found = readJson(path);
    if (found !== undefined) kept = instanceSchema.parse(found);
  } catch {
    // Later than any epoch that was counted one by one, so that readers still see it grow.
    kept = { ...kept, epoch: Math.floor(systemClock.wall() / 1000) };
    log.error('instance file is corrupt; a new instance begins', { epoch: kept.epoch });
  }
  function write(): void {
    try {
      writeAtomicSync(path, JSON.stringify(kept));
    } catch (error) {
      log.error('instance file cannot be written', { code: (error as NodeJS.ErrnoException).code ?? '?' });
    }
  }
  return {
    get id() {
      return kept.instanceId;
    },
    nextEpoch() {
      kept = { ...kept, epoch: kept.epoch + 1 };
      write();
      return kept.epoch;
    },
  };
}
