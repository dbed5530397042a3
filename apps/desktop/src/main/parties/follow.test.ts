import { emptySnapshot } from '@samband/telephony/contract';
import type { Event } from '@samband/telephony/contract';
import { expect, it, vi } from 'vitest';
import { quietLog } from './fakes.ts';
import { createFollower } from './follow.ts';

const event = (type: string, epoch: number, seq: number, more: object = {}): Event =>
  ({
    type,
    epoch,
    seq,
    id: `${epoch}.${seq}`,
    wall: '2026-01-01T00:00:00.000+01:00',
    mono: seq,
    position: 1,
    role: 'medical',
    ...more,
  }) as unknown as Event;
const dialled = { call: 'c1', target: { withheld: false, assertedBy: 'none' }, dialled: 'sip:110@x' };

function follow() {
  const ask = vi.fn<() => void>();
  const log = quietLog();
  return { follower: createFollower({ log, ask }), ask, log };
}

it('counts the calls, over a new engine that carries none', () => {
  const { follower, ask } = follow();
  follower.handle(event('engine.started', 1, 1, { after: 'start', edges: [] }));
  follower.handle(event('call.dialled', 1, 2, dialled));
  expect(follower.calls()).toBe(1);
  follower.handle(event('engine.started', 2, 1, { after: 'crash', edges: [] }));
  expect(follower.calls()).toBe(0);
  expect(ask).not.toHaveBeenCalled();
});

it('asks for the whole picture at a gap, once, and follows on from it', () => {
  const { follower, ask, log } = follow();
  follower.handle(event('engine.started', 1, 1, { after: 'start', edges: [] }));
  follower.handle(event('call.ended', 1, 3, { call: 'c1', by: 'peer', reason: '', talked: 0 }));
  follower.handle(event('becameReady', 1, 4));
  expect(ask).toHaveBeenCalledOnce();
  expect(log.warn).toHaveBeenCalledOnce();
  follower.handleSnapshot({ ...emptySnapshot, epoch: 1, seq: 5 });
  // On its way when the picture was taken.
  follower.handle(event('becameReady', 1, 5));
  follower.handle(event('call.dialled', 1, 6, dialled));
  expect(follower.calls()).toBe(1);
  expect(ask).toHaveBeenCalledOnce();
});

it('asks again where no answer comes, and takes none of an engine that is gone', () => {
  const { follower, ask } = follow();
  follower.handle(event('engine.started', 2, 1, { after: 'start', edges: [] }));
  for (let seq = 3; seq <= 103; seq += 1) follower.handle(event('becameReady', 2, seq));
  expect(ask).toHaveBeenCalledTimes(3);
  follower.handleSnapshot({ ...emptySnapshot, epoch: 1, seq: 900 });
  expect(follower.snapshot().epoch).toBe(2);
});
