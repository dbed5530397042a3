import type { LearnedPedal } from '@samband/hid';
import type { DeviceLook } from '@samband/telephony/contract';
import { expect, it, vi } from 'vitest';
import { createLearning } from './learning.ts';

const pedal: LearnedPedal = {
  vendorId: 1,
  productId: 2,
  interface: -1,
  numbered: false,
  buttons: [{ name: 'left', report: 0, byte: 0, mask: 1, down: 1 }],
};

function setUp() {
  const looks: string[] = [];
  const learned = vi.fn();
  const report = vi.fn();
  let settle: { done(pedal: LearnedPedal): void; fail(): void } | undefined;
  const signals: { aborted: boolean }[] = [];
  const learning = createLearning({
    devices: () => ({
      learn: (_device, _names, signal) =>
        new Promise((resolve, reject) => {
          signals.push(signal);
          settle = { done: resolve, fail: () => reject(new Error('gone')) };
        }),
    }),
    look: (what: DeviceLook) => {
      if (what.look === 'learning') looks.push(`${what.button} ${what.step}`);
    },
    report,
    handleLearned: learned,
  });
  return { learning, looks, learned, report, signals, settle: () => settle };
}

it('goes step by step through the switches, and keeps what came of it', async () => {
  const { learning, looks, learned, report, settle } = setUp();
  learning.begin('x', ['left', 'right']);
  learning.handleStep('x', { want: 'press', round: 1 });
  learning.handleStep('x', { want: 'release', round: 1 });
  learning.handleStep('x', { problem: 'unclear' });
  learning.handleStep('x', { done: { name: 'left' } as never });
  learning.handleStep('x', { want: 'press', round: 1 });
  settle()?.done(pedal);
  await vi.waitFor(() => expect(learned).toHaveBeenCalledWith(pedal));
  expect(looks).toEqual(['left press', 'left release', 'left unclear', 'left done', 'right press']);
  expect(report).toHaveBeenCalledWith({
    type: 'device.learned',
    payload: { device: 'x', button: 'pedal.left' },
  });
});

it('says that it is over when the pedal goes away, and nothing when it was stopped by hand', async () => {
  const { learning, looks, settle, signals } = setUp();
  learning.begin('x', ['left']);
  settle()?.fail();
  await vi.waitFor(() => expect(looks).toEqual(['left stopped']));
  learning.begin('x', ['left']);
  learning.stop();
  settle()?.fail();
  learning.handleStep('x', { want: 'press', round: 1 });
  await Promise.resolve();
  expect([signals.at(-1)?.aborted, looks.length]).toEqual([true, 1]);
});
