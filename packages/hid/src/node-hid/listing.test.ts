import { expect, it } from 'vitest';
import { byPath } from './listing.ts';

const listing = { vendorId: 0x0b0e, productId: 0x0307, interface: 3, product: 'Headset' };

it('lists a path once, with all its collections', () => {
  const devices = byPath([
    { ...listing, path: '/dev/hidraw0', usagePage: 0x0b, usage: 5 },
    { ...listing, path: '/dev/hidraw1', usagePage: 0x0c, usage: 1 },
    { ...listing, path: '/dev/hidraw0', usagePage: 0xff00 },
  ]);
  expect(devices.map(({ path, collections }) => [path, collections])).toEqual([
    [
      '/dev/hidraw0',
      [
        { usagePage: 0x0b, usage: 5 },
        { usagePage: 0xff00, usage: 0 },
      ],
    ],
    ['/dev/hidraw1', [{ usagePage: 0x0c, usage: 1 }]],
  ]);
  expect(devices[0]).toMatchObject({ product: 'Headset', manufacturer: '', serial: '', interface: 3 });
});

it('leaves out what cannot be opened', () => {
  expect(byPath([listing, { ...listing, path: '' }])).toEqual([]);
});
