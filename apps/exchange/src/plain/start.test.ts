import { siteSchema } from '@samband/telephony/contract';
import { describe, expect, it } from 'vitest';
import { configSchema } from '../config/config.ts';
import { planPlain } from './plan.ts';
import { defaultPlainDir, plainSite } from './start.ts';

const plan = planPlain(configSchema.parse({ basePort: 12_000 }), '/run/x');
const pin = `sha256/${'A'.repeat(43)}=`;

describe('plainSite', () => {
  it('declares one edge, and neither recovery nor recording', () => {
    const { exchange } = plainSite(plan, [pin]);
    expect(exchange.edges).toEqual([{ name: 'A', url: 'wss://127.0.0.1:12013/ws', certificates: [pin] }]);
    expect(exchange.can).toEqual({ proof: 'sip:pos{n}@{domain}' });
    expect(exchange.headers).toEqual({
      call: 'X-Call',
      cameIn: 'X-Came-In',
      queueLength: 'X-Queue-Length',
      proof: 'X-Proof',
    });
  });

  it('is a site file that a console takes', () => {
    const made: unknown = JSON.parse(JSON.stringify(plainSite(plan, [pin])));
    expect(siteSchema.safeParse(made).error).toBeUndefined();
  });
});

it('has a run folder beside that of the reference exchange', () => {
  expect(defaultPlainDir({ XDG_STATE_HOME: '/state' })).toBe('/state/samband-exchange-plain');
});
