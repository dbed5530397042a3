import { expect, it } from 'vitest';
import type { SipLeg } from '../ports/index.ts';
import { fakeLogger } from '../testing/index.ts';
import { createFarewell } from './farewell.ts';

it('sends a goodbye at once, or when its edge is back, once', () => {
  const sent: string[] = [];
  const leg = (id: string, edge: string) =>
    ({ id, edge, terminate: async () => void sent.push(id) }) as unknown as SipLeg;
  const farewell = createFarewell({ isConnected: (edge) => edge === 'A', logger: fakeLogger() });
  farewell.terminate(leg('a', 'A'));
  farewell.terminate(leg('b', 'B'));
  expect(sent).toEqual(['a']);
  farewell.handleEdgeUp('B');
  farewell.handleEdgeUp('B');
  expect(sent).toEqual(['a', 'b']);
});
