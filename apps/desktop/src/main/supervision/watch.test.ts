import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { systemClock } from '../../shared/clock.ts';
import { createWatch } from './watch.ts';
import type { Watch } from './watch.ts';

let told: string[];
let answering: boolean;
let watch: Watch;
/** ms in which no timer of this process came. */
let stoodStill: number;
/** Share of this computer's time that nobody uses. */
let spare: number;

beforeEach(() => {
  vi.useFakeTimers();
  stoodStill = 0;
  spare = 0.5;
  told = [];
  answering = true;
  watch = createWatch({
    clock: {
      ...systemClock,
      mono: () => systemClock.mono() + stoodStill,
      spareTime: () => () => spare,
    },
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

it('begins anew when it is told to forgive', () => {
  vi.advanceTimersByTime(3000);
  answering = false;
  vi.advanceTimersByTime(1500);
  watch.forgive();
  vi.advanceTimersByTime(1500);
  expect(told).toEqual(['alive']);
});

it('counts no more silence than this process ran on time', () => {
  vi.advanceTimersByTime(3000);
  answering = false;
  // Seven beats that come three quarters of a second late: seven seconds, of which less than two count.
  for (let late = 0; late < 7; late += 1) {
    stoodStill += 750;
    vi.advanceTimersByTime(250);
  }
  expect(told).toEqual(['alive']);
  vi.advanceTimersByTime(750);
  expect(told).toEqual(['alive', 'lost:hang', 'launch:hang']);
});

it('waits longer for a page on a computer that has no time to spare', () => {
  vi.advanceTimersByTime(3000);
  told = [];
  answering = false;
  spare = 0.02;
  vi.advanceTimersByTime(4000);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(told).toEqual(['lost:hang', 'launch:hang']);
});

it('gives more time to a page that replaced a hung one, until one has been well for a minute', () => {
  const hang = (ms: number): void => {
    answering = true;
    vi.advanceTimersByTime(1000);
    told = [];
    answering = false;
    vi.advanceTimersByTime(ms);
  };
  hang(3000);
  expect(told).toEqual(['lost:hang', 'launch:hang']);
  hang(3000);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(2000);
  expect(told).toEqual(['lost:hang', 'launch:hang']);
  hang(7000);
  expect(told).toEqual([]);
  answering = true;
  vi.advanceTimersByTime(60_000);
  hang(3000);
  expect(told).toEqual(['lost:hang', 'launch:hang']);
});

it('counts how often it has judged, whatever the page does', () => {
  vi.advanceTimersByTime(3000);
  answering = false;
  const before = watch.judged();
  vi.advanceTimersByTime(3000);
  expect(watch.judged() - before).toBe(12);
});
