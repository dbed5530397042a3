import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { event, standingClock } from '../testing/console.ts';
import type { Event } from '@samband/telephony/contract';
import { initialState } from './console.ts';
import { confirmTime, createNotices } from './notices.ts';
import { createTimers } from './timers.ts';

const press = (confirm?: boolean) =>
  event('key.pressed', 1, {
    action: 'call.hangUp',
    device: 'Jabra',
    ...(confirm === undefined ? {} : { confirm }),
  }) as Event<'key.pressed'>;

function setUp() {
  const time = standingClock();
  const store = createStore(() => initialState);
  const notices = createNotices(store, createTimers(time.clock), time.clock.wall);
  return { notices, time, kinds: () => store.getState().notices.map(({ kind }) => kind) };
}

it('asks for the second press as long as it counts', () => {
  const { notices, time, kinds } = setUp();
  notices.handleKey(press(true));
  time.advance(confirmTime - 1);
  expect(kinds()).toEqual(['confirmKey']);
  time.advance(1);
  expect(kinds()).toEqual([]);
  expect(time.due.size).toBe(0);
});

it('is quiet when the second press has come, and when none was asked for', () => {
  const { notices, kinds } = setUp();
  notices.handleKey(press());
  expect(kinds()).toEqual([]);
  notices.handleKey(press(true));
  notices.handleKey(press());
  expect(kinds()).toEqual([]);
});
