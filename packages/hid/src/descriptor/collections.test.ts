import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeLayout } from '../layout/index.ts';
import { recordings } from '../testing/recordings.ts';
import { webHidCollections } from '../testing/web-hid.ts';
import { mapOfCollections } from './collections.ts';

const headsets = recordings.filter(({ expected }) => expected?.in !== undefined);

it.each(headsets)('reads $vendor $product from what a browser tells of it', (recording) => {
  const expected = { ...recording.expected };
  for (const shape of ['repeated', 'childrenAlone'] as const) {
    const map = mapOfCollections(webHidCollections(recording.map(), shape));
    expect(map && describeLayout(map), shape).toStrictEqual(expected);
  }
});

it('takes what a browser leaves out for its default', () => {
  const map = mapOfCollections([
    {
      usagePage: 0x0b,
      usage: 5,
      inputReports: [{ items: [{ usages: [0x0b_0020], reportSize: 1, reportCount: 1 }] }],
    },
  ]);
  expect(map).toMatchObject({
    numbered: false,
    fields: [{ bit: 0, usages: [0x0b_0020], isRelative: false }],
  });
});

it.each([
  undefined,
  null,
  [],
  'collections',
  [{ usagePage: -1 }],
  [{ inputReports: [{ reportId: 300 }] }],
  [{ children: [{ usage: 'headset' }] }],
])('is undefined for %j', (value) => {
  expect(mapOfCollections(value)).toBeUndefined();
});

it('bounds depth and number', () => {
  let deep: object = {};
  for (let depth = 0; depth < 60; depth++) deep = { children: [deep] };
  expect(mapOfCollections([deep])).toBeUndefined();
  expect(mapOfCollections(Array.from({ length: 1025 }, () => ({})))).toBeUndefined();
  const wide = { children: Array.from({ length: 1000 }, () => ({})) };
  expect(mapOfCollections([wide, wide])).toBeUndefined();
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      mapOfCollections(value);
      mapOfCollections([value]);
      mapOfCollections([{ children: [value], inputReports: value }]);
    }),
  );
});
