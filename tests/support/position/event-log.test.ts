import { expect, it } from 'vitest';
import type { Event } from '@samband/telephony/contract';
import { EventLog } from './event-log.ts';

const event = (type: 'becameReady' | 'signedIn', seq: number): Event =>
  ({
    epoch: 1,
    seq,
    id: String(seq),
    wall: '2026-01-01T00:00:00.000+01:00',
    mono: seq,
    position: 1,
    role: 'medical',
    type,
  }) as Event;

it('finds what has come and waits for what has not', async () => {
  const log = new EventLog('position 1');
  log.push(event('signedIn', 1));
  expect((await log.waitFor('signedIn')).seq).toBe(1);
  const ready = log.waitFor('becameReady', { where: ({ seq }) => seq > 2 });
  log.push(event('becameReady', 2));
  log.push(event('becameReady', 3));
  expect((await ready).seq).toBe(3);
});

it('looks only past the mark it is given, and says what came instead', async () => {
  const log = new EventLog('position 1');
  log.push(event('signedIn', 1));
  await expect(log.waitFor('signedIn', { from: log.mark, withinMs: 10 })).rejects.toThrow(
    /position 1: no signedIn within 10 ms[^]*1\.1 1 ms signedIn/,
  );
});

it('waits for the first of several, until nobody waits any more', async () => {
  const log = new EventLog('position 1');
  const first = log.waitForAny(['becameReady', 'signedIn']);
  log.push(event('signedIn', 1));
  expect((await first).type).toBe('signedIn');
  const given = new AbortController();
  const never = log.waitFor('becameReady', { signal: given.signal });
  given.abort(new Error('the shift is over'));
  await expect(never).rejects.toThrow('the shift is over');
});
