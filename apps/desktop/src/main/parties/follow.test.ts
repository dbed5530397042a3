import type { Event } from '@samband/telephony/contract';
import { expect, it } from 'vitest';
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

it('counts the calls, over a new engine that carries none, and past what does not continue', () => {
  const follower = createFollower();
  follower.handle(event('engine.started', 1, 1, { after: 'start', edges: [] }));
  follower.handle(event('call.dialled', 1, 2, dialled));
  expect(follower.calls()).toBe(1);
  follower.handle(event('call.ended', 1, 9, { call: 'c1', by: 'peer', reason: '', talked: 0 }));
  expect(follower.calls()).toBe(1);
  follower.handle(event('engine.started', 2, 1, { after: 'crash', edges: [] }));
  expect(follower.calls()).toBe(0);
});
