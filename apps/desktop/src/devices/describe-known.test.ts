import { recordings } from '@samband/hid/testing';
import type { ListedDevice } from '@samband/hid';
import { expect, it } from 'vitest';
import { knownDescriptor } from './describe-known.ts';

const listed = (vid = '', pid = ''): ListedDevice => ({
  path: '',
  vendorId: Number.parseInt(vid, 16),
  productId: Number.parseInt(pid, 16),
  ...{ product: '', manufacturer: '', serial: '', interface: -1, collections: [] },
});

// The tail of Anker's was made up by whoever found the rest.
const headsets = recordings.filter(({ expected, vid, pid }) => expected?.in && vid && pid && vid !== '291a');

it.each(headsets)('knows $vendor $product as it was read from the device', ({ vid, pid, bytes }) => {
  expect(knownDescriptor(listed(vid, pid))).toEqual({ kind: 'bytes', bytes });
});

it('knows no other', () => {
  expect(headsets.length).toBeGreaterThan(0);
  expect(knownDescriptor(listed('291a', '3301'))).toBeUndefined();
  expect(knownDescriptor(listed('0b0e', '0308'))).toBeUndefined();
});
