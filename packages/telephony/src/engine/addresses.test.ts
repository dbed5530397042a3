import { describe, expect, it } from 'vitest';
import type { EngineConfig } from '../contract/index.ts';
import { exampleSite } from '../testing/index.ts';
import { addressesOf } from './addresses.ts';

const config = { site: exampleSite, position: 3, role: 'medical' } as unknown as EngineConfig;

describe('addresses', () => {
  it('fills in what the site file leaves open', () => {
    const { site, ownAor, contactUser, queuesOf, aorOf } = addressesOf(config);
    expect([site.site.name, ownAor, contactUser]).toEqual(['AMK Test', 'sip:pos3@test.invalid', 'pos3']);
    expect(queuesOf('medical').map(aorOf)).toEqual(['sip:113@test.invalid', 'sip:116117@test.invalid']);
    expect([queuesOf('ward'), queuesOf('boss')]).toEqual([[], []]);
  });

  it.each([
    ['site.invalid', { site: {} }],
    ['role.unknown', { role: 'boss' }],
  ])('cannot begin with %s', (code, change) =>
    expect(() => addressesOf({ ...config, ...change })).toThrow(expect.objectContaining({ code })),
  );
});
