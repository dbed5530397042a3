import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '@samband/telephony/contract';
import { expect, it, vi } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import { openEventLog } from './event-log.ts';

const event = (seq: number) =>
  ({
    type: 'signedIn',
    epoch: 1,
    seq,
    id: `e${seq}`,
    wall: '2026-01-01T00:00:00.000+01:00',
    mono: seq,
    position: 1,
    role: 'medical',
  }) as unknown as Event;
const quiet = () => ({ debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() });
const folder = () => mkdtempSync(join(tmpdir(), 'events-'));
const told = () => ({ handleFailed: vi.fn<() => void>(), handleBack: vi.fn<() => void>() });
const seqs = (place: string) =>
  readFileSync(join(place, 'events.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as Event).seq);

it('writes each event as one line at once, readable by the owner only', () => {
  const place = folder();
  const file = openEventLog({ folder: place, clock: systemClock, log: quiet(), ...told() });
  file.append(event(1));
  file.append(event(2));
  expect(seqs(place)).toEqual([1, 2]);
  expect(statSync(join(place, 'events.jsonl')).mode & 0o777).toBe(0o600);
  file.close();
});

it('sets full files aside and keeps only as many as it may', () => {
  const place = folder();
  let wall = 1_800_000_000_000;
  const clock = { ...systemClock, wall: () => (wall += 1000) };
  const file = openEventLog({
    folder: place,
    clock: clock,
    log: quiet(),
    ...told(),
    bound: {
      size: 300,
      files: 3,
      age: Number.MAX_SAFE_INTEGER,
    },
  });
  for (let seq = 1; seq <= 60; seq += 1) file.append(event(seq));
  file.close();
  expect(readdirSync(place)).toHaveLength(4);
});

it('deletes what is too old', () => {
  const place = folder();
  const later = { ...systemClock, wall: () => Date.now() + 1000 };
  const file = openEventLog({
    folder: place,
    clock: later,
    log: quiet(),
    ...told(),
    bound: { size: 1, files: 9, age: 0 },
  });
  file.append(event(1));
  file.close();
  expect(readdirSync(place)).toEqual(['events.jsonl']);
});

it('says once that the disk refuses, and writes all that happened meanwhile when it takes it again', () => {
  const log = quiet();
  const handlers = told();
  const place = folder();
  // A folder where the file should be: as good as a full disk.
  mkdirSync(join(place, 'events.jsonl'));
  const file = openEventLog({ folder: place, clock: systemClock, log: log, ...handlers });
  expect(handlers.handleFailed).not.toHaveBeenCalled();
  file.append(event(1));
  file.append(event(2));
  expect(log.error).toHaveBeenCalledOnce();
  expect(handlers.handleFailed).toHaveBeenCalledOnce();
  rmdirSync(join(place, 'events.jsonl'));
  file.append(event(3));
  expect(handlers.handleBack).toHaveBeenCalledOnce();
  expect(seqs(place)).toEqual([1, 2, 3]);
  file.close();
});

it('goes on without a folder', () => {
  const handlers = told();
  const file = openEventLog({ folder: '/proc/nowhere', clock: systemClock, log: quiet(), ...handlers });
  for (let seq = 1; seq <= 20_010; seq += 1) file.append(event(seq));
  expect(handlers.handleFailed).toHaveBeenCalledOnce();
  file.append({ ...event(1), type: 'engine.started' } as Event);
  expect(handlers.handleFailed).toHaveBeenCalledTimes(2);
  file.close();
});

it('closes off a line that was cut', () => {
  const place = folder();
  writeFileSync(join(place, 'events.jsonl'), '{"cut');
  const file = openEventLog({ folder: place, clock: systemClock, log: quiet(), ...told() });
  file.append(event(1));
  file.close();
  expect(readFileSync(join(place, 'events.jsonl'), 'utf8')).toMatch(/^\{"cut\n\{.*\}\n$/);
});
