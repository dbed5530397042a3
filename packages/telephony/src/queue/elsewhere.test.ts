import { expect, it } from 'vitest';
import { isCrowdedOut, isElsewhere, isMoved } from './elsewhere.ts';

it('knows both ways to say that a colleague answered', () => {
  expect(isElsewhere([{ protocol: 'SIP', cause: 200 }])).toBe(true);
  expect(
    isElsewhere([
      { protocol: 'Q.850', cause: 16 },
      { protocol: 'q.850', cause: 26 },
    ]),
  ).toBe(true);
});

it('takes nothing else for it', () => {
  expect(isElsewhere([])).toBe(false);
  expect(
    isElsewhere([{ protocol: 'SIP', cause: 26 }, { protocol: 'Q.850', cause: 200 }, { protocol: 'SIP' }]),
  ).toBe(false);
});

it('knows that others are rung in place of us', () => {
  expect(isMoved([{ protocol: 'sip', cause: 302 }])).toBe(true);
  expect(
    isMoved([{ protocol: 'SIP', cause: 200 }, { protocol: 'Q.850', cause: 302 }, { protocol: 'SIP' }]),
  ).toBe(false);
});

it('knows a call that made room', () => {
  expect(isCrowdedOut([{ protocol: 'SIP', cause: 480, text: 'crowded' }])).toBe(true);
  expect(isCrowdedOut([{ protocol: 'SIP', cause: 480 }])).toBe(false);
});
