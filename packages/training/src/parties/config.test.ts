import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { partiesConfig } from './testing/rig.ts';

const refusal = (change: object): unknown => {
  try {
    readConfig({ ...partiesConfig, ...change });
  } catch (cause) {
    return cause;
  }
  return undefined;
};

describe('readConfig', () => {
  it.each(['nordvik.test', 'a.b.example', 'x.invalid', 'localhost', 'centre.localhost'])(
    'takes %s, which leads nowhere',
    (domain) => {
      expect(readConfig({ ...partiesConfig, domain }).atMost).toBe(60);
    },
  );

  it.each([
    'nordvik.no',
    'test.nordvik.no',
    'nordvik.test.',
    'nordvik.test@amk.no',
    'example.com',
    'test/x',
    '',
  ])('refuses the domain "%s"', (domain) => {
    expect(refusal({ domain })).toMatchObject({
      code: 'parties.config',
      category: 'input',
      values: { path: 'domain' },
    });
  });

  it('refuses what is no exercise, no socket, or too many', () => {
    for (const change of [
      { exercise: false },
      { url: 'https://example.test' },
      { queues: [] },
      { queues: ['113@elsewhere'] },
      { atMost: 61 },
      { unknown: 1 },
    ])
      expect(refusal(change)).toMatchObject({ code: 'parties.config' });
  });
});
