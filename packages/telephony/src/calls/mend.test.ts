import { expect, it } from 'vitest';
import type { SipLeg } from '../ports/index.ts';
import { fakeClock, fakeLogger, settle } from '../testing/index.ts';
import { createMender } from './mend.ts';

function setUp() {
  const clock = fakeClock();
  const running: (() => void)[] = [];
  let sent = 0;
  let isLost = true;
  let isCarrying = false;
  const restarts: boolean[] = [];
  const leg = {
    id: 'l',
    edge: 'A',
    reinvite: ({ iceRestart }: { iceRestart: boolean }) => {
      sent += 1;
      restarts.push(iceRestart);
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
    carry: () => {
      isCarrying = true;
    },
    restarts,
    ask: async () => {
      mender.mend('c1', { leg, isLost: () => isLost, carries: async () => isCarrying });
      await settle();
    },
  };
}

it('has one offer under way at a time', async () => {
  const { ask, sent, finish, mender, clock } = setUp();
  await ask();
  await ask();
  await ask();
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
  await ask();
  await finish();
  await clock.run(2000);
  expect(sent()).toBe(2);
  heal();
  await finish();
  await clock.run(60_000);
  expect(sent()).toBe(2);
});

it('restarts ICE only where the path carries nothing', async () => {
  const { ask, heal, carry, restarts, finish } = setUp();
  await ask();
  await finish();
  heal();
  await ask();
  await finish();
  carry();
  await ask();
  expect(restarts).toEqual([true, true, false]);
});
