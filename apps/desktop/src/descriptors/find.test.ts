import { describeLayout, mapOfCollections } from '@samband/hid';
import { expect, it } from 'vitest';
import { collectionsOf } from './find.ts';
import { deviceOf, recordingOf, recordings } from './testing/device.ts';

const telephony = { usagePage: 0x0b, usage: 5 };
const wanted = { vendorId: 0x0b0e, productId: 0x0307, product: 'Headset', collections: [telephony] };

const headsets = recordings.filter(({ expected, bytes, vid, pid }) => expected?.in && bytes && vid && pid);

it.each(headsets)('gives of $vendor $product what has the same layout as its bytes', (recording) => {
  const device = deviceOf(recording);
  const { vendorId, productId, productName: product } = device;
  const collections = device.collections.map(({ usagePage = 0, usage = 0 }) => ({ usagePage, usage }));
  const found = mapOfCollections(collectionsOf([device], { vendorId, productId, product, collections }));
  expect(found && describeLayout(found)).toStrictEqual({ ...recording.expected });
});

it('gives of a path that leads to one collection this one alone', () => {
  const recording = recordingOf('047f', '02e6');
  const device = deviceOf(recording);
  const { vendorId, productId } = device;
  const found = collectionsOf([device], { vendorId, productId, product: '', collections: [telephony] });
  expect(device.collections.length).toBeGreaterThan(1);
  expect(found).toEqual(device.collections.filter(({ usagePage, usage }) => usagePage === 11 && usage === 5));
  const map = mapOfCollections(found);
  expect(map && describeLayout(map).in).toEqual(recording.expected?.in);
});

const plain = { ...deviceOf(recordingOf('0b0e', '0307')), productName: 'Headset' };
const other = { ...plain, collections: [{ usagePage: 0xff00, usage: 1 }] };

it('takes the interface that has what is listed', () => {
  expect(collectionsOf([other, plain], wanted)?.[0]).toMatchObject(telephony);
  expect(collectionsOf([other], wanted)).toBeUndefined();
  const both = { ...plain, collections: [...other.collections, telephony] };
  const more = { ...wanted, collections: [...other.collections, telephony] };
  expect(collectionsOf([plain, other, both], more)).toEqual(both.collections);
});

it('takes the one of that name among equals, and where the system lists no collection', () => {
  const named = { ...plain, productName: 'Second', collections: [telephony] };
  const second = { ...wanted, product: 'Second' };
  expect(collectionsOf([plain, named], second)).toEqual([telephony]);
  expect(collectionsOf([plain, named], { ...second, collections: [] })).toEqual([telephony]);
});

it('takes what a browser leaves out for none', () => {
  const bare = { ...plain, collections: [{ usagePage: 0xff00 }, {}] };
  const usages = [{ usagePage: 0xff00, usage: 0 }];
  expect(collectionsOf([bare], { ...wanted, collections: usages })).toEqual([{ usagePage: 0xff00 }]);
});

it('gives nothing of another product', () => {
  expect(collectionsOf([], wanted)).toBeUndefined();
  expect(collectionsOf([{ ...plain, vendorId: 1 }], wanted)).toBeUndefined();
  expect(collectionsOf([{ ...plain, productId: 1 }], wanted)).toBeUndefined();
});
