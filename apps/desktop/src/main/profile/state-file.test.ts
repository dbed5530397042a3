import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineState } from '@samband/telephony/contract';
import { expect, it, vi } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import { openStateFile } from './state-file.ts';

const state = (at: number): EngineState => ({
  schema: 1,
  position: 1,
  role: 'medical',
  ready: true,
  at,
  mono: 1,
  calls: [],
  unanswered: [],
  devices: {},
});
const quiet = () => ({ debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() });
const place = () => join(mkdtempSync(join(tmpdir(), 'state-')), 'engine-state.json');

it('gives back the newest state, readable by the owner only', async () => {
  const path = place();
  const file = openStateFile({ path: path, log: quiet(), clock: systemClock });
  for (let at = 1; at <= 50; at += 1) file.save(state(at));
  expect(file.latest()?.at).toBe(50);
  await file.settled();
  expect(openStateFile({ path: path, log: quiet(), clock: systemClock }).latest()?.at).toBe(50);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(existsSync(`${path}.tmp`)).toBe(false);
});

it.each(['{"schema":1,"posi', '{"schema":2}', ''])('keeps a corrupt file aside and says so: %j', (text) => {
  const path = place();
  writeFileSync(path, text);
  const log = quiet();
  expect(openStateFile({ path: path, log: log, clock: systemClock }).latest()).toBeUndefined();
  expect(readFileSync(`${path}.corrupt`, 'utf8')).toBe(text);
  expect(log.error).toHaveBeenCalledOnce();
});

it('goes on when the disk refuses, and says so', async () => {
  const log = quiet();
  const file = openStateFile({ path: '/proc/nowhere/engine-state.json', log: log, clock: systemClock });
  file.save(state(1));
  await file.settled();
  expect(file.latest()?.at).toBe(1);
  expect(log.error).toHaveBeenCalled();
});

it('keeps the calls of a state that is not to be used aside, and who is here in use', async () => {
  const path = place();
  const file = openStateFile({ path, log: quiet(), clock: systemClock });
  file.save({ ...state(1), operator: 'kari', devices: { talk: { id: 'x', label: 'X' } } });
  await file.settled();
  file.setAside();
  expect(file.latest()).toMatchObject({ operator: 'kari', ready: true, devices: {} });
  expect(readFileSync(`${path}.corrupt`, 'utf8')).toContain('"label":"X"');
});
