import { expect, it } from 'vitest';
import { notDeclared } from './target.ts';
import type { SiteOfTarget } from './target.ts';

const site = (exchange: Partial<SiteOfTarget['exchange']>): SiteOfTarget => ({
  exchange: { domain: 'nordvik.test', edges: [{ name: 'A', url: 'wss://a' }], ...exchange },
  queues: [],
});

it('takes for lacking what the site file does not declare, and says so', () => {
  expect(notDeclared(site({}))).toEqual({
    twoEdges: 'one edge in the site file',
    recover: 'not under exchange.can',
    recording: 'not among exchange.headers',
  });
});

it('lacks nothing that is declared', () => {
  const edges = ['A', 'B'].map((name) => ({ name, url: `wss://${name}` }));
  const can = { recover: 'sip:recover@{domain}' };
  expect(notDeclared(site({ edges, can, headers: { recording: 'X-Recording' } }))).toEqual({});
});
