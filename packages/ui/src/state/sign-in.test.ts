import { expect, it } from 'vitest';
import { noSignIn, refusedSignIn, secondsToWait, signInTable, step } from './sign-in.ts';

it('is checked only after a try, and tells of a refusal only after one', () => {
  for (const [phase, steps] of Object.entries(signInTable)) {
    expect(steps.sent).toBe('checking');
    expect(steps.signedIn).toBe('idle');
    if (phase === 'idle')
      expect([steps.wrong, steps.tooOften, steps.failed]).toEqual(['idle', 'idle', 'idle']);
    else expect([steps.wrong, steps.tooOften]).toEqual(['wrong', 'tooOften']);
  }
  const checking = step(noSignIn, 'sent', { id: 'c1' });
  expect(step(checking, 'tooOften', { until: 9 })).toMatchObject({ phase: 'tooOften', id: 'c1', until: 9 });
});

it('reads how long to wait, within reason', () => {
  expect(secondsToWait({ values: { seconds: 30 } })).toBe(30);
  expect(secondsToWait({ values: { seconds: '5' } })).toBe(5);
  expect(secondsToWait({})).toBe(60);
  expect(secondsToWait({ values: { seconds: -1 } })).toBe(60);
  expect(refusedSignIn({ code: 'pin.wrong' })).toBe('wrong');
  expect(refusedSignIn({ code: 'pin.tooOften' })).toBe('tooOften');
  expect(refusedSignIn({ code: 'role.unknown' })).toBe('failed');
});
