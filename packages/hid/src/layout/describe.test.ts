import { expect, it } from 'vitest';
import { recordings } from '../testing/recordings.ts';
import { describeLayout } from './describe.ts';

const known = recordings.filter(({ expected }) => expected !== undefined);

it.each(known)('reads $vendor $product as it was written down', ({ map, expected }) => {
  expect(describeLayout(map())).toStrictEqual(expected);
});

it('knows every recorded device with a descriptor', () => {
  expect(known.length).toBeGreaterThanOrEqual(16);
});
