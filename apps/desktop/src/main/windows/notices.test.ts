import type { AttentionWords } from '@samband/telephony/contract';
import { expect, it, vi } from 'vitest';
import { handClock } from '../parties/fakes.ts';
import { createNotices } from './notices.ts';

const words = (body: string): AttentionWords => ({ title: 'ØVELSE – Samband', body });

function setUp({ wanted = true, seen = false } = {}) {
  const clock = handClock();
  const state = { wanted, seen };
  const did: string[] = [];
  let click = (): void => undefined;
  const handleClick = vi.fn();
  const notices = createNotices({
    clock,
    wanted: () => state.wanted,
    seen: () => state.seen,
    handleClick,
    show({ title, body }, handle) {
      did.push(`${title}: ${body}`);
      click = handle;
      return { close: () => void did.push('closed') };
    },
  });
  const since = (): string[] => did.splice(0);
  return { clock, state, notices, since, handleClick, click: () => click() };
}

it('shows the screen’s words of a call that waits, and closes when nobody waits', () => {
  const { notices, since } = setUp();
  notices.handleWaiting(1);
  notices.handleWords(words('one'));
  expect(since()).toEqual(['ØVELSE – Samband: one']);
  notices.handleWaiting(2);
  notices.handleWaiting(1);
  expect(since()).toEqual([]);
  notices.handleWaiting(0);
  expect(since()).toEqual(['closed']);
});

it('shows nothing where the site does not want it, nor to one who looks', () => {
  for (const { notices, since } of [setUp({ wanted: false }), setUp({ seen: true })]) {
    notices.handleWaiting(1);
    notices.handleWords(words('one'));
    expect(since()).toEqual([]);
  }
});

it('shows nothing when no call waits, whatever a page says', () => {
  const { clock, notices, since } = setUp();
  notices.handleWords(words('buy this'));
  clock.pass(5000);
  notices.handleWaiting(1);
  expect(since()).toEqual([]);
});

it('waits a moment for the call when the words come first', () => {
  const { clock, notices, since } = setUp();
  notices.handleWords(words('one'));
  clock.pass(100);
  notices.handleWaiting(1);
  expect(since()).toEqual(['ØVELSE – Samband: one']);
});

it('has one at a time, once a second, the newest', () => {
  const { clock, notices, since } = setUp();
  notices.handleWaiting(9);
  for (const body of ['one', 'two', 'three']) notices.handleWords(words(body));
  expect(since()).toEqual(['ØVELSE – Samband: one']);
  clock.pass(1000);
  expect(since()).toEqual(['closed', 'ØVELSE – Samband: three']);
  clock.pass(5000);
  expect(since()).toEqual([]);
});

it('goes when the window is looked at, and brings it when it is clicked', () => {
  const { notices, since, click, handleClick } = setUp();
  notices.handleWaiting(1);
  notices.handleWords(words('one'));
  since();
  click();
  expect(handleClick).toHaveBeenCalledOnce();
  notices.handleFocused();
  expect(since()).toEqual(['closed']);
  notices.handleWaiting(0);
  expect(since()).toEqual([]);
});

it('lets go of what is shown', () => {
  const { clock, notices, since } = setUp();
  notices.handleWaiting(1);
  notices.handleWords(words('one'));
  notices.handleWords(words('two'));
  notices.dispose();
  clock.pass(5000);
  expect(since()).toEqual(['ØVELSE – Samband: one', 'closed']);
});
