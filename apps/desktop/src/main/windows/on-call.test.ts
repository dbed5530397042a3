import type { Site, WaitingCall } from '@samband/telephony/contract';
import { expect, it } from 'vitest';
import { createOnCall } from './on-call.ts';

const row = (call: string, more: Partial<WaitingCall> = {}): WaitingCall => ({
  call,
  caller: { withheld: false, assertedBy: 'none' },
  dialled: '113',
  category: 'emergency',
  priority: 0,
  since: 1,
  sinceMono: 0,
  locations: [],
  unattended: false,
  hidden: false,
  withdrawn: false,
  ...more,
});

function setUp(onCall: Site['screen']['onCall'] | undefined) {
  const did: string[] = [];
  const state = { focused: false };
  const manners = createOnCall({
    rule: () => onCall,
    window: () => ({
      isFocused: () => state.focused,
      flash: (on) => void did.push(on ? 'flash' : 'no flash'),
      raise: () => void did.push('raise'),
      activate: () => void did.push('activate'),
      badge: (count) => void did.push(`badge ${count}`),
    }),
  });
  /** What it did since the last look. */
  const since = (): string => did.splice(0).join(', ');
  return { manners, state, since };
}

it.each([
  ['flash', 'badge 1, flash'],
  ['raise', 'badge 1, flash, raise'],
  ['full', 'badge 1, flash, activate'],
] as const)('%s: does so when a call comes, and never more', (rule, done) => {
  const { manners, since } = setUp(rule);
  manners.handleWaiting([row('a')]);
  expect(since()).toBe(done);
  manners.handleWaiting([row('a', { queueLength: 3 })]);
  expect(since()).toBe('');
});

it.each(['flash', 'raise'] as const)('%s never takes the keyboard from another program', (rule) => {
  const { manners, since } = setUp(rule);
  const calls = Array.from({ length: 50 }, (_, n) => row(`c${n}`));
  for (let n = 0; n <= calls.length; n += 1) manners.handleWaiting(calls.slice(0, n));
  manners.handleOpened();
  manners.handleWaiting([]);
  expect(since()).not.toContain('activate');
});

it('leaves the window alone that has the keyboard already', () => {
  const { manners, state, since } = setUp('full');
  state.focused = true;
  manners.handleWaiting([row('a')]);
  expect(since()).toBe('badge 1');
});

it('asks until it is looked at, and again for the next call', () => {
  const { manners, state, since } = setUp('flash');
  manners.handleWaiting([row('a')]);
  since();
  state.focused = true;
  manners.handleFocused();
  expect(since()).toBe('no flash');
  manners.handleFocused();
  state.focused = false;
  manners.handleWaiting([row('a'), row('b')]);
  expect(since()).toBe('badge 2, flash');
});

it('is calm again when nobody waits', () => {
  const { manners, since } = setUp('flash');
  manners.handleWaiting([row('a')]);
  since();
  manners.handleWaiting([]);
  expect(since()).toBe('badge 0, no flash');
});

it('does not count what is hidden or withdrawn, and asks when it comes back', () => {
  const { manners, since } = setUp('flash');
  manners.handleWaiting([row('a', { hidden: true }), row('b', { withdrawn: true })]);
  expect(since()).toBe('');
  manners.handleWaiting([row('a'), row('b', { withdrawn: true })]);
  expect(since()).toBe('badge 1, flash');
});

it('goes on asking by the window that takes a dead one’s place', () => {
  const { manners, since } = setUp('raise');
  manners.handleOpened();
  expect(since()).toBe('');
  manners.handleWaiting([row('a')]);
  since();
  manners.handleOpened();
  expect(since()).toBe('badge 1, flash');
});

it('does nothing without a site', () => {
  const { manners, since } = setUp(undefined);
  manners.handleWaiting([row('a')]);
  expect(since()).toBe('badge 1');
});
