import type { EngineState } from '@samband/telephony/contract';
import { engineConfigSchema, screenInfoSchema, siteSchema } from '@samband/telephony/contract';
import { expect, it } from 'vitest';
import { createFacts } from './facts.ts';
import type { FactsDeps } from './facts.ts';
import { exampleDirectory, exampleSite } from './site/example.ts';
import { parseDirectory } from './site/directory.ts';
import { parseSite } from './site/load.ts';

const state: EngineState = {
  schema: 1,
  position: 1,
  role: 'lead',
  operator: 'kari',
  ready: true,
  at: 1,
  mono: 1,
  calls: [],
  unanswered: [],
  devices: {},
};

function factsOf({ directory = '', ...more }: Partial<FactsDeps> & { directory?: string } = {}) {
  const loaded = parseSite(exampleSite, 'site.yaml');
  if (!loaded.ok) throw new Error('the example is wrong');
  const read = parseDirectory(directory, 'operators.yaml', loaded.site);
  const operators = directory === '' || !read.ok ? undefined : read.operators;
  let epoch = 0;
  return createFacts({
    source: {
      site: () => loaded,
      operators: () => operators,
      problem: () => (directory === '' || read.ok ? undefined : read.problem),
      dispose: () => undefined,
    },
    siteFile: 'site.yaml',
    position: 1,
    role: undefined,
    version: '1.2.3',
    runtime: { electron: '45', chromium: '156', test: false },
    secret: { from: 'stored', get: () => 'secret', provide: () => undefined },
    kept: {
      place: () => ({ tab: 'log' }),
      persons: () => ({ kari: { theme: 'day' }, gone: { theme: 'night' }, '': { language: 'nn' } }),
      window: () => undefined,
      keep: () => Promise.resolve(true),
      keepWindow: () => undefined,
      pedals: () => [],
      keepPedal: () => undefined,
      settled: () => Promise.resolve(),
      dispose: () => undefined,
    },
    instance: { id: '7d1a6f6e-2f5b-4b0e-9a5f-0d6f3c1f2a11', nextEpoch: () => (epoch += 1) },
    state: () => undefined,
    ...more,
  });
}

it('tells a site without operators nothing of them', () => {
  const facts = factsOf();
  expect(facts.problem()).toBeUndefined();
  expect(facts.info()).not.toHaveProperty('operators');
  expect(facts.config('start')).not.toHaveProperty('operators');
});

it('tells the screen names and roles, and the engine the hashes as well', () => {
  const facts = factsOf({ directory: exampleDirectory });
  const info = screenInfoSchema.parse(facts.info());
  expect(info).toMatchObject({ place: { tab: 'log' }, role: 'medical' });
  expect(info.persons).toEqual({ kari: { theme: 'day' }, '': { language: 'nn' } });
  expect(info.operators).toEqual([
    { id: 'kari', name: 'Kari Nordmann', roles: ['medical'] },
    { id: 'ola', name: 'Ola Nordmann', roles: ['medical'] },
  ]);
  expect(JSON.stringify(info)).not.toContain('pbkdf2');
  const config = engineConfigSchema.parse(facts.config('start'));
  expect(config.operators?.map(({ pin }) => pin.split('$')[0])).toEqual(['pbkdf2-sha256', 'pbkdf2-sha256']);
});

it('does not start with a wrong directory', () => {
  const facts = factsOf({ directory: exampleDirectory.replace('[medical]', '[pilot]') });
  expect(facts.problem()).toMatchObject({ kind: 'site', file: 'operators.yaml', line: 5 });
  expect(facts.info().problem).toEqual(facts.problem());
});

it('hands the engine what the last one left: who was there and in which role is its to take up', () => {
  const { config } = factsOf({ state: () => state });
  expect(config('crash')).toMatchObject({ after: 'crash', epoch: 1, role: 'medical', state });
  expect(config('hang')).toMatchObject({ epoch: 2 });
  expect(config('hang')).not.toHaveProperty('stateAge');
  const lived = factsOf({ state: () => state, stateAge: () => 1500.25 });
  expect(engineConfigSchema.parse(lived.config('crash'))).toMatchObject({ stateAge: 1500.25 });
  const other = factsOf({ state: () => ({ ...state, position: 2 }) });
  expect(other.config('start')).not.toHaveProperty('state');
});

it('asks for a secret last', () => {
  const secret: FactsDeps['secret'] = { from: 'missing', get: () => undefined, provide: () => undefined };
  expect(factsOf({ secret }).problem()).toEqual({ kind: 'secret' });
  expect(factsOf({ secret, position: undefined }).problem()).toEqual({ kind: 'position', count: 12 });
  expect(() => factsOf({ secret }).config('start')).toThrow();
});

it('begins a careful engine with one of the edges, in turn', () => {
  const told: string[] = [];
  let one: number | undefined = 0;
  const facts = factsOf({ oneEdge: () => one, handleCareful: (edge) => told.push(edge) });
  const edges = (): string[] =>
    siteSchema.parse(facts.config('crash').site).exchange.edges.map(({ name }) => name);
  const all = ((): string[] => {
    one = undefined;
    return edges();
  })();
  expect(told).toEqual([]);
  for (one = 0; one < 3; one += 1) expect(edges()).toEqual([all[one % all.length]]);
  expect(told).toHaveLength(3);
});
