import { expect, it } from 'vitest';
import type { HidError } from '../error.ts';
import { fakeClock, settle } from '../testing/clock.ts';
import { createWriteQueue } from './queue.ts';

function rig() {
  const clock = fakeClock();
  const written: number[] = [];
  const failed: [string, number][] = [];
  const gates: (() => void)[] = [];
  let isHeld = false;
  let isBroken = false;
  const queue = createWriteQueue({
    clock,
    async write([first = -1]) {
      if (isHeld) await new Promise<void>((resolve) => gates.push(resolve));
      if (isBroken) throw new Error('could not write');
      written.push(first);
    },
    handleFailed: (error: HidError, [first = -1]) => failed.push([error.code, first]),
  });
  return {
    clock,
    queue,
    written,
    failed,
    hold: () => (isHeld = true),
    release: () => gates.splice(0).forEach((open) => open()),
    break: (now: boolean) => (isBroken = now),
  };
}

it('keeps the order', async () => {
  const { queue, written, hold, release } = rig();
  hold();
  for (const id of [1, 2, 3]) queue.push(Uint8Array.of(id));
  for (let round = 0; round < 3; round++) {
    release();
    await settle();
  }
  await queue.idle();
  expect(written).toEqual([1, 2, 3]);
});

it('tells of a write that failed and goes on', async () => {
  const { queue, written, failed, break: breakIt } = rig();
  breakIt(true);
  queue.push(Uint8Array.of(1));
  await queue.idle();
  breakIt(false);
  queue.push(Uint8Array.of(2));
  await queue.idle();
  expect(failed).toEqual([['hid.writeFailed', 1]]);
  expect(written).toEqual([2]);
});

it('closes when all is written, and takes no more', async () => {
  const { clock, queue, written, failed } = rig();
  queue.push(Uint8Array.of(1));
  await queue.close(500);
  queue.push(Uint8Array.of(2));
  expect(written).toEqual([1]);
  expect(failed).toEqual([['hid.closed', 2]]);
  expect(clock.open()).toBe(0);
});

it('does not wait for ever for a write that hangs', async () => {
  const { clock, queue, failed, hold } = rig();
  hold();
  queue.push(Uint8Array.of(1));
  queue.push(Uint8Array.of(2));
  const closed = queue.close(500);
  await clock.run(500);
  await closed;
  expect(failed).toEqual([['hid.closed', 2]]);
});

it('bounds what waits behind a write that hangs', () => {
  const { queue, failed, hold } = rig();
  hold();
  for (let count = 0; count < 100; count++) queue.push(Uint8Array.of(count));
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.every(([code]) => code === 'hid.writeFailed')).toBe(true);
});
