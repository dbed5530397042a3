import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import { openInstance, readSettings } from './settings.ts';

const quiet = () => ({ debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() });
const place = (name: string) => join(mkdtempSync(join(tmpdir(), 'settings-')), name);

it('keeps its id and never gives an epoch twice, over restarts', () => {
  const path = place('instance.json');
  const first = openInstance({ path, log: quiet(), clock: systemClock });
  expect([first.nextEpoch(), first.nextEpoch()]).toEqual([1, 2]);
  const second = openInstance({ path, log: quiet(), clock: systemClock });
  expect(second.id).toBe(first.id);
  expect(second.nextEpoch()).toBe(3);
});

it('goes on from a corrupt file with a later epoch', () => {
  const path = place('instance.json');
  writeFileSync(path, '{"epo');
  const log = quiet();
  expect(openInstance({ path, log: log, clock: systemClock }).nextEpoch()).toBeGreaterThan(1_000_000);
  expect(log.error).toHaveBeenCalledOnce();
});

it('reads the settings of the PC, and does without them', () => {
  const path = place('settings.json');
  expect(readSettings(path, quiet())).toEqual({});
  writeFileSync(path, '{"position":7,"site":"/etc/samband/site.yaml"}');
  expect(readSettings(path, quiet())).toEqual({ position: 7, site: '/etc/samband/site.yaml' });
  writeFileSync(path, '{"position":"seven"}');
  const log = quiet();
  expect(readSettings(path, log)).toEqual({});
  expect(log.error).toHaveBeenCalledOnce();
});
