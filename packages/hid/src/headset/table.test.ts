import { expect, it } from 'vitest';
import { situations } from './situation.ts';
import { meaningOf, presses } from './table.ts';

const requestOf = (...at: Parameters<typeof meaningOf>): string | undefined => {
  const meaning = meaningOf(...at);
  return typeof meaning === 'object' ? meaning.request : meaning;
};

it('ends nothing by the hook without a guard', () => {
  for (const situation of situations)
    for (const press of ['lift', 'replace', 'replaceAgain'] as const) {
      const meaning = meaningOf(situation, press);
      if (typeof meaning === 'object' && meaning.request === 'hangUp') expect(meaning.guarded).toBe(true);
    }
});

it('answers and hangs up by the hook', () => {
  expect(requestOf('ringing', 'lift')).toBe('answer');
  expect(meaningOf('active', 'replace')).toEqual({ request: 'hangUp', guarded: true, confirm: false });
  expect(requestOf('idle', 'lift')).toBe('idleHook');
});

it('asks before it ends a call that is not the only thing there', () => {
  for (const situation of ['held', 'activeRinging'] as const)
    expect(meaningOf(situation, 'replace')).toMatchObject({ request: 'hangUp', confirm: true });
});

it('mutes only in a call, and always there', () => {
  for (const situation of situations)
    expect(requestOf(situation, 'mute'), situation).toBe(
      ['unregistered', 'idle', 'ringing'].includes(situation) ? undefined : 'toggleMute',
    );
});

it('does nothing without a registration and without a call', () => {
  for (const press of presses) expect(typeof meaningOf('unregistered', press)).not.toBe('object');
});
