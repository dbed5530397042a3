import { expect, it } from 'vitest';
import type { SipLeg } from '../ports/index.ts';
import { fakeClock, fakeLogger, settle } from '../testing/index.ts';
import { createMender } from './mend.ts';

function setUp() {
  const clock = fakeClock();
  const running: (() => void)[] = [];
  let sent = 0;
  let isLost = true;
  const leg = {
    id: 'l',
    edge: 'A',
    reinvite: () => {
      sent += 1;
      return new Promise<void>((resolve) => running.push(resolve));
    },
  } as unknown as SipLeg;
  const mender = createMender({ clock, logger: fakeLogger(), isConnected: () => true });
  return {
    clock,
    mender,
    sent: () => sent,
    finish: async () => {
      running.shift()?.();
      await settle();
    },
    heal: () => {
      isLost = false;
    },
    ask: () => mender.mend('c1', { leg, isLost: () => isLost }),
  };
}

it('has one offer under way at a time', async () => {
  const { ask, sent, finish, mender, clock } = setUp();
  ask();
  ask();
  ask();
  expect(sent()).toBe(1);
  await finish();
  expect(sent()).toBe(2);
  mender.dispose();
  await finish();
  expect(sent()).toBe(2);
  expect(clock.open()).toBe(0);
});

it('goes on until the path is back', async () => {
  const { ask, sent, finish, heal, clock } = setUp();
  ask();
  await finish();
  await clock.run(2000);
  expect(sent()).toBe(2);
  heal();
  await finish();
  await clock.run(60_000);
  expect(sent()).toBe(2);
});
