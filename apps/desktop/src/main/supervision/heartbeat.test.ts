import { describe, expect, it } from 'vitest';
import { lifeTable } from './heartbeat.ts';
import type { Life, LifeEvent, LifeStep } from './heartbeat.ts';

function run(events: readonly LifeEvent[]): { life: Life; effects: string[] } {
  let life: Life = 'starting';
  const effects: string[] = [];
  for (const event of events) {
    const step: LifeStep = lifeTable[life][event];
    life = step.next;
    if (step.effect !== 'none') effects.push(step.effect);
  }
  return { life, effects };
}

describe('lifeTable', () => {
  it('replaces a hung page once, although killing it makes it crash too', () => {
    expect(run(['heard', 'silent', 'crashed', 'silent'])).toEqual({
      life: 'lost',
      effects: ['reportAlive', 'replaceHung'],
    });
  });
  it('replaces a page that dies before it ever answered', () => {
    expect(run(['crashed', 'launched', 'silent', 'launched', 'heard'])).toEqual({
      life: 'alive',
      effects: ['replaceCrashed', 'replaceHung', 'reportAlive'],
    });
  });
  it('has no way to stay lost once launched', () => {
    for (const life of ['starting', 'alive', 'lost'] as const)
      expect(lifeTable[life].launched.next).toBe('starting');
  });
});
