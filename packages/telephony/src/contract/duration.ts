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

/** A duration as people write it ("20 s", "2 min", "3 years"), parsed to milliseconds. */
export const durationSchema = z
  .string()
  .regex(pattern, 'a number and a unit: ms, s, min, h, days or years, as in "20 s"')
  .transform((text) => {
    const [, count, unit] = pattern.exec(text) ?? [];
    return Number(count) * unitMs[unit as Unit];
  });
