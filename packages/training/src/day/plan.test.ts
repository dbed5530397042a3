import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { people } from './people.ts';
import { type DayOptions, planDay, type PlannedCall } from './plan.ts';

const queues = ['113', '116117'];

function first(count: number, options: Partial<DayOptions> = {}): PlannedCall[] {
  const day = planDay({ seed: 41, pace: 'calm', speed: 1, queues, ...options });
  return Array.from({ length: count }, () => day.next().value);
}

const anyDay = fc.record({
  seed: fc.integer(),
  pace: fc.constantFrom('calm' as const, 'busy' as const),
  speed: fc.double({ min: 0.1, max: 100, noNaN: true }),
  queues: fc.uniqueArray(fc.constantFrom('113', '116117', 'helsepersonell'), { minLength: 1 }),
});

describe('planDay', () => {
  it('gives the same day for the same options, in order of time', () => {
    fc.assert(
      fc.property(anyDay, (options) => {
        const calls = first(60, options);
        expect(first(60, options)).toEqual(calls);
        for (const [index, call] of calls.entries())
          expect(call.at).toBeGreaterThanOrEqual(calls[index - 1]?.at ?? 0);
      }),
    );
  });

  it('gives another day for another seed', () => {
    expect(first(20, { seed: 1 })).not.toEqual(first(20, { seed: 2 }));
  });

  it('begins within five seconds, in either pace', () => {
    for (let seed = 0; seed < 50; seed++)
      for (const pace of ['calm', 'busy'] as const)
        expect(first(1, { seed, pace })[0]?.at).toBeLessThanOrEqual(5000);
  });

  it('calm: a call each two to three minutes', () => {
    const calls = first(100);
    for (const [index, call] of calls.entries()) {
      if (index === 0) continue;
      const gap = call.at - (calls[index - 1]?.at ?? 0);
      expect(gap).toBeGreaterThanOrEqual(119_990);
      expect(gap).toBeLessThanOrEqual(180_010);
    }
  });

  it('busy: about forty an hour, several of them at once', () => {
    const calls = first(2000, { pace: 'busy' });
    const hours = (calls.at(-1)?.at ?? 0) / 3_600_000;
    expect(2000 / hours).toBeGreaterThan(36);
    expect(2000 / hours).toBeLessThan(44);
    const close = calls.filter((call, index) => call.at - (calls[index - 3]?.at ?? -1e9) < 45_000);
    expect(close.length).toBeGreaterThan(100);
  });

  it('speed shortens the waits and never what is said', () => {
    const slow = first(30, { pace: 'busy' });
    const fast = first(30, { pace: 'busy', speed: 10 });
    for (const [index, call] of fast.entries()) {
      const same = slow[index]!;
      expect(call.at).toBeCloseTo(same.at / 10, -1);
      expect(call.patienceMs).toBeCloseTo(same.patienceMs / 10, -1);
      expect({ ...call, at: 0, patienceMs: 0 }).toEqual({ ...same, at: 0, patienceMs: 0 });
    }
  });

  it('numbers are in +47 00 and no two calls have the same one', () => {
    const numbers = first(5000, { pace: 'busy' }).map((call) => call.number);
    for (const number of numbers) expect(number).toMatch(/^\+4700\d{6}$/);
    expect(new Set(numbers).size).toBe(5000);
  });

  it('everyone who dials a number has called it before anyone calls twice', () => {
    const own = people.filter((person) => person.dials === '113');
    const calls = first(own.length, { queues: ['113'] });
    expect(new Set(calls.map((call) => call.person)).size).toBe(own.length);
    for (const call of calls) expect(call.to).toBe('113');
  });

  it('refuses a day that could not be', () => {
    expect(() => first(1, { speed: 0 })).toThrow('speed');
    expect(() => first(1, { speed: Number.NaN })).toThrow('speed');
    expect(() => first(1, { queues: [] })).toThrow('queue');
  });
});
