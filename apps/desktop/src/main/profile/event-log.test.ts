import { mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Event } from '@samband/telephony/contract';
import { expect, it, vi } from 'vitest';
import { systemClock } from '../supervision/clock.ts';
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

it('writes each event as one line at once, readable by the owner only', () => {
  const place = folder();
  const file = openEventLog(place, systemClock, quiet());
  file.append(event(1));
  file.append(event(2));
  const lines = readFileSync(join(place, 'events.jsonl'), 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as Event).seq)).toEqual([1, 2]);
  expect(statSync(join(place, 'events.jsonl')).mode & 0o777).toBe(0o600);
  file.close();
});

it('sets full files aside and keeps only as many as it may', () => {
  const place = folder();
  let wall = 1_800_000_000_000;
  const clock = { ...systemClock, wall: () => (wall += 1000) };
  const file = openEventLog(place, clock, quiet(), { size: 300, files: 3, age: Number.MAX_SAFE_INTEGER });
  for (let seq = 1; seq <= 60; seq += 1) file.append(event(seq));
  file.close();
  expect(readdirSync(place)).toHaveLength(4);
});

it('deletes what is too old', () => {
  const place = folder();
  const later = { ...systemClock, wall: () => Date.now() + 1000 };
  const file = openEventLog(place, later, quiet(), { size: 1, files: 9, age: 0 });
  file.append(event(1));
  file.close();
  expect(readdirSync(place)).toEqual(['events.jsonl']);
});

it('says once that the disk refuses, and goes on', () => {
  const log = quiet();
  const file = openEventLog('/proc/nowhere', systemClock, log);
  file.append(event(1));
  file.append(event(2));
  expect(log.error).toHaveBeenCalledOnce();
});
