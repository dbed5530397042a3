import { z } from 'zod';

const unitMs = {
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
  days: 86_400_000,
  years: 31_557_600_000,
} as const;
type Unit = keyof typeof unitMs;

const pattern = /^(\d{1,6})\s*(ms|s|min|h|days|years)$/;

/** Longest delay that a timer takes is 2^31-1 ms, some 24.8 days: a longer one fires at once. */
const longestTimerMs = unitMs.days;

/** A duration as people write it ("20 s", "2 min", "3 years"), parsed to milliseconds. */
export const durationSchema = z
  .string()
  .regex(pattern, 'a number and a unit: ms, s, min, h, days or years, as in "20 s"')
  .transform((text) => {
    const [, count, unit] = pattern.exec(text) ?? [];
    return Number(count) * unitMs[unit as Unit];
  });

/** A duration that a timer stands behind: a day at most, far from what a timer can hold. */
export const timedDurationSchema = durationSchema.refine(
  (ms) => ms <= longestTimerMs,
  'a duration of 24 h at most, as in "20 s"',
);
