import { expect, it } from 'vitest';
import { knownPedals } from './pedal/index.ts';
import { recordings } from './testing/recordings.ts';
import { vendors } from './vendors.ts';

it('has the vendor of every device that is known', () => {
  const ids = new Set(vendors.map(({ id }) => id));
  for (const { vendorId, name } of knownPedals) expect(ids.has(vendorId), name).toBe(true);
  for (const { vid, product } of recordings)
    if (vid !== undefined) expect(ids.has(Number.parseInt(vid, 16)), product).toBe(true);
  expect(ids.size).toBe(vendors.length);
});
