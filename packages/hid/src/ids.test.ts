import { expect, it } from 'vitest';
import { createIds } from './ids.ts';

const device = {
  ...{ path: 'p', vendorId: 0x05f3, productId: 0xff, product: '', manufacturer: '', serial: '' },
  ...{ interface: 0, collections: [] },
};

it('names a device by its numbers, and the lowest free twin', () => {
  const ids = createIds();
  expect([1, 2, 3].map(() => ids.take(device))).toEqual(['05f3:00ff', '05f3:00ff#2', '05f3:00ff#3']);
  ids.free('05f3:00ff#2');
  expect(ids.take(device)).toBe('05f3:00ff#2');
  expect(ids.take({ ...device, serial: 'A1' })).toBe('05f3:00ff:A1');
});
