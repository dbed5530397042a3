import { describe, expect, it } from 'vitest';
import { configSchema } from './config.ts';
import { planPaths, planPorts, portBlock } from './plan.ts';

const flat = (value: unknown): number[] =>
  typeof value === 'number'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(flat)
      : [];

describe('planPorts', () => {
  it('gives every service a port of its own inside the block', () => {
    const ports = planPorts(configSchema.parse({ basePort: 20_000 }));
    const all = flat(ports);
    expect(new Set(all).size).toBe(all.length);
    expect(Math.min(...all)).toBeGreaterThanOrEqual(20_000);
    expect(Math.max(...all)).toBe(20_000 + portBlock - 1);
  });

  it('keeps two blocks apart', () => {
    const first = flat(planPorts(configSchema.parse({ basePort: 15_000 })));
    const second = flat(planPorts(configSchema.parse({ basePort: 15_000 + portBlock })));
    expect(Math.max(...first)).toBeLessThan(Math.min(...second));
  });

  it('takes the trunk port of the configuration', () => {
    expect(planPorts(configSchema.parse({ trunk: { port: 5070 } })).outside).toBe(5070);
  });
});

describe('planPaths', () => {
  it('keeps everything inside the run folder', () => {
    const paths = planPaths('/run/x');
    for (const path of [paths.site, paths.secrets, paths.log('edge-a'), paths.pid('asterisk')])
      expect(path.startsWith('/run/x/')).toBe(true);
  });
});
