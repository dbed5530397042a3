import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import { createWatch } from './watch.ts';
import type { Watch } from './watch.ts';

let told: string[];
let answering: boolean;
let watch: Watch;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  answering = true;
  watch = createWatch({
    clock: systemClock,
    limits: { every: 1000, silent: 2000, start: 10_000 },
    ping: (n) => {
      if (answering) watch.heard(n);
    },
    handleAlive: () => told.push('alive'),
    handleLost: (after) => {
      told.push(`lost:${after}`);
      // Killing a hung page makes it crash, too.
      watch.crashed();
    },
    launch: (after) => told.push(`launch:${after}`),
  });
  watch.launched();
});
afterEach(() => {
  watch.dispose();
  vi.useRealTimers();
});

it('replaces a page that stops answering, once per death', () => {
  vi.advanceTimersByTime(5000);
  expect(told).toEqual(['alive']);
  answering = false;
  vi.advanceTimersByTime(3000);
  expect(told).toEqual(['alive', 'lost:hang', 'launch:hang']);
});

it('gives a page that is loading more time', () => {
  answering = false;
  vi.advanceTimersByTime(9000);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(told).toEqual(['lost:hang', 'launch:hang']);
});

it('waits longer between the deaths of a crash loop and goes on for ever', () => {
  for (let death = 0; death < 20; death += 1) {
    watch.crashed();
    vi.advanceTimersByTime(5000);
  }
  expect(told.filter((line) => line === 'launch:crash')).toHaveLength(20);
  watch.crashed();
  vi.advanceTimersByTime(4000);
  expect(told.at(-1)).toBe('lost:crash');
});

it('does not blame the page for time in which this process stood still', () => {
  vi.advanceTimersByTime(3000);
  answering = false;
  vi.setSystemTime(Date.now() + 60_000);
  watch.forgive();
  vi.advanceTimersByTime(1500);
  expect(told).toEqual(['alive']);
});
