import { fakeClock } from '@samband/telephony/testing';
import { describe, expect, it } from 'vitest';
import { type PlannedCall, planDay } from '../day/index.ts';
import { createSchedule } from './schedule.ts';

const day = () => planDay({ seed: 2, pace: 'busy', speed: 1, queues: ['113'] });

describe('createSchedule', () => {
  it('makes each call when it is due, with the time that it stood still left out', async () => {
    const clock = fakeClock();
    const due: { plan: PlannedCall; at: number }[] = [];
    let stoodStill = 0;
    const schedule = createSchedule(clock, day(), (plan) =>
      due.push({ plan, at: clock.mono() - stoodStill }),
    );
    await clock.run(10_000);
    stoodStill += 10_000;
    expect(due).toEqual([]);
    for (let round = 0; round < 20; round++) {
      schedule.run(true);
      schedule.run(true);
      await clock.run(60_000);
      schedule.run(false);
      await clock.run(7000);
      stoodStill += 7000;
    }
    expect(due.length).toBeGreaterThan(8);
    const wanted = day();
    for (const { plan, at } of due) {
      expect(plan).toEqual(wanted.next().value);
      expect(at).toBe(plan.at);
    }
    schedule.run(true);
    schedule.dispose();
    expect(clock.open()).toBe(0);
  });
});
