import { expect, it } from 'vitest';
import { durationSchema, timedDurationSchema } from './duration.ts';

it.each([
  ['20 s', 20_000],
  ['20s', 20_000],
  ['250 ms', 250],
  ['2 min', 120_000],
  ['8 h', 28_800_000],
  ['30 days', 2_592_000_000],
  ['3 years', 94_672_800_000],
  ['0 s', 0],
])('%s is %d ms', (text, ms) => {
  expect(durationSchema.parse(text)).toBe(ms);
});

it.each(['20', 's', '-1 s', '1.5 s', '20 sekunder', '1234567 s', ' 20 s', '20 s ', '', 20])(
  'refuses %j and says what is expected',
  (input) => {
    const result = durationSchema.safeParse(input);
    expect(result.success).toBe(false);
    if (typeof input === 'string') expect(result.error?.issues[0]?.message).toContain('as in "20 s"');
  },
);

it('a timer holds no more than some 24 days: what one stands behind is a day at most', () => {
  expect(timedDurationSchema.parse('24 h')).toBe(86_400_000);
  for (const text of ['25 h', '25 days', '3 years'])
    expect(timedDurationSchema.safeParse(text).error?.issues[0]?.message).toContain('24 h at most');
  expect(timedDurationSchema.safeParse('soon').error?.issues).toHaveLength(1);
});
