import { describe, expect, it } from 'vitest';
import { configSchema } from '../config/config.ts';
import { planPorts } from '../config/plan.ts';
import { plainBasePort, plainPortBlock, plainUrl, planPlain, planPlainPorts } from './plan.ts';

const flat = (value: unknown): number[] =>
  typeof value === 'number' ? [value] : Object.values(value ?? {}).flatMap(flat);

describe('planPlainPorts', () => {
  it('gives every service a port of its own inside the block', () => {
    const all = flat(planPlainPorts(configSchema.parse({ basePort: 20_000 })));
    expect(new Set(all).size).toBe(all.length);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(20_000);
    expect(Math.max(...all)).toBe(20_000 + plainPortBlock - 1);
  });

  it('stands beside a reference exchange, each with its shipped ports', () => {
    const plain = flat(planPlainPorts(configSchema.parse({ basePort: plainBasePort })));
    expect(Math.max(...plain)).toBeLessThan(Math.min(...flat(planPorts(configSchema.parse({})))));
  });
});

it('consoles come to the first address', () => {
  const plan = planPlain(
    configSchema.parse({ listen: ['10.0.0.1', '10.0.1.1'], basePort: 12_000 }),
    '/run/x',
  );
  expect(plainUrl(plan)).toBe('wss://10.0.0.1:12013/ws');
});
