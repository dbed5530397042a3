import { expect, it } from 'vitest';
import { recordingOf } from '../testing/recordings.ts';
import { flatten } from './flatten.ts';

it('gives the same places when it must count them itself', () => {
  const { collections, fields } = recordingOf('0b0e', '2453').map();
  const bare = JSON.parse(JSON.stringify(collections), (key, value: unknown) =>
    key === 'bitOffset' ? undefined : value,
  ) as typeof collections;
  expect(flatten(bare).fields).toEqual(fields);
});

it('expands ranges to their usages, the last for all that are left', () => {
  const item = {
    isConstant: false,
    isArray: false,
    isAbsolute: true,
    hasPreferredState: true,
    hasNull: false,
    isRange: true,
    usageMinimum: 0x09_0001,
    usageMaximum: 0x09_0002,
    reportSize: 1,
    reportCount: 3,
    logicalMinimum: 0,
    logicalMaximum: 1,
  };
  const collection = {
    usagePage: 0x0c,
    usage: 3,
    type: 1,
    children: [],
    outputReports: [],
    featureReports: [],
    inputReports: [{ reportId: 0, items: [item] }],
  };
  const { fields, bits } = flatten([collection]);
  expect(fields.map(({ bit, usages }) => [bit, usages[0]])).toEqual([
    [0, 0x09_0001],
    [1, 0x09_0002],
    [2, 0x09_0002],
  ]);
  expect(bits.input.get(0)).toBe(3);
  expect(flatten([{ ...collection, inputReports: [], children: [collection] }]).fields).toEqual(fields);
});
