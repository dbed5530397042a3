import { expect, it } from 'vitest';
import { identityOf, knownIdentity, looksLikeHeadset, mapOfSource } from './identify.ts';
import type { ListedDevice } from './ports.ts';
import { recordingOf, recordings } from './testing/recordings.ts';

function listed(vid: string, pid: string, collections?: ListedDevice['collections']): ListedDevice {
  const { bytes, map } = recordingOf(vid, pid);
  return {
    path: 'p',
    vendorId: Number.parseInt(vid, 16),
    productId: Number.parseInt(pid, 16),
    product: '',
    manufacturer: '',
    serial: '',
    interface: 0,
    collections: collections ?? (bytes ? map().collections : []),
  };
}

it.each([
  ['0b0e', '0307', 'headset'],
  ['046d', '0944', 'headset'],
  ['046d', '0a37', undefined],
  ['05f3', '00ff', 'pedal'],
  ['1a86', 'e026', 'pedal'],
  ['0911', '1844', 'pedal'],
] as const)('%s:%s is %s by its descriptor', (vid, pid, kind) => {
  const device = listed(vid, pid);
  const map = recordingOf(vid, pid).map();
  expect((knownIdentity(device, []) ?? identityOf(device, map))?.kind).toBe(kind);
});

it('knows lights and pedals without a descriptor', () => {
  expect(knownIdentity(listed('27bb', '3bcd'), [])).toEqual({ kind: 'light' });
  expect(knownIdentity(listed('0fd9', '0086'), [])?.kind).toBe('pedal');
  expect(knownIdentity(listed('07b4', '0218'), [])).toBeUndefined();
});

it('takes what was learned here before the table', () => {
  const buttons = [{ name: 'foot', report: 1, byte: 2, mask: 5, down: 5 }];
  const pedal = { vendorId: 0x1a86, productId: 0xe026, interface: 0, numbered: true, buttons };
  expect(knownIdentity(listed('1a86', 'e026'), [pedal])).toMatchObject({ layout: { buttons } });
  const again = { ...pedal, buttons: [{ ...buttons[0]!, name: 'heel' }] };
  expect(knownIdentity(listed('1a86', 'e026'), [pedal, again])).toMatchObject({
    layout: { buttons: [{ name: 'heel' }] },
  });
  // Its configuration, under the same numbers.
  expect(knownIdentity(listed('07b4', '0218'), [{ ...pedal, interface: 1 }])).toBeUndefined();
});

it('takes only the path of the presses where each collection has its own', () => {
  const map = recordingOf('1a86', 'e026').map();
  for (const [usage, kind] of [
    [6, undefined],
    [5, 'pedal'],
  ] as const) {
    const device = listed('1a86', 'e026', [{ usagePage: 1, usage }]);
    expect((knownIdentity(device, []) ?? identityOf(device, map))?.kind).toBe(kind);
  }
  const vendorPath = listed('0b0e', '0307', [{ usagePage: 0xff00, usage: 5 }]);
  expect(looksLikeHeadset(vendorPath)).toBe(false);
  expect(identityOf(vendorPath, recordingOf('0b0e', '0307').map())).toBeUndefined();
});

it('reads a descriptor as bytes and as collections', () => {
  const { bytes, map } = recordings[0]!;
  expect(mapOfSource({ kind: 'bytes', bytes: bytes! })?.fields).toEqual(map().fields);
  expect(mapOfSource({ kind: 'collections', collections: map().collections })?.fields).toEqual(map().fields);
  expect(mapOfSource({ kind: 'bytes', bytes: new Uint8Array() })).toBeUndefined();
  expect(mapOfSource({ kind: 'collections', collections: 'none' })).toBeUndefined();
});
