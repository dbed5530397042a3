import { describe, expect, it } from 'vitest';
import { planDay } from '../day/index.ts';
import { createReachables } from './reachable.ts';

describe('createReachables', () => {
  it('finds a caller by number, with and without the country, until too many came after', () => {
    const day = planDay({ seed: 1, pace: 'calm', speed: 1, queues: ['113'] });
    const reachables = createReachables();
    const plans = Array.from({ length: 502 }, () => day.next().value);
    for (const [index, plan] of plans.entries()) reachables.add({ plan, call: String(index) });
    expect(reachables.find(plans[2]?.number ?? '')?.call).toBe('2');
    expect(reachables.find(plans[2]?.number.slice(3) ?? '')?.call).toBe('2');
    expect(reachables.find(plans[1]?.number ?? '')).toBeUndefined();
    expect(reachables.find('110')).toBeUndefined();
  });

  it('knows the last call of who called twice', () => {
    const plan = planDay({ seed: 1, pace: 'calm', speed: 1, queues: ['113'] }).next().value;
    const reachables = createReachables();
    reachables.add({ plan, call: 'a' });
    reachables.add({ plan, call: 'b' });
    expect(reachables.find(plan.number)?.call).toBe('b');
  });
});
