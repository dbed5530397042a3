import { expect, it } from 'vitest';
import { mayUse, mayUseDevice } from './permissions.ts';

const asked = { permission: 'media', from: 'app://engine/', mainFrame: true, media: ['audio'] };

it('lets the engine hear and choose loudspeakers', () => {
  expect(mayUse(asked)).toBe(true);
  expect(mayUse({ ...asked, from: 'app://engine' })).toBe(true);
  expect(mayUse({ ...asked, permission: 'speaker-selection', media: [] })).toBe(true);
});

it.each([
  { ...asked, media: ['audio', 'video'] },
  { ...asked, media: ['video'] },
  { ...asked, media: ['unknown'] },
  { ...asked, media: [] },
  { ...asked, mainFrame: false },
  { ...asked, from: 'app://console/' },
  { ...asked, from: 'app://callers/' },
  { ...asked, from: 'app://engine.evil/' },
  { ...asked, from: 'https://engine/' },
  { ...asked, from: '' },
  ...['geolocation', 'notifications', 'midi', 'hid', 'usb', 'serial', 'clipboard-read', 'fullscreen'].map(
    (permission) => ({ ...asked, permission }),
  ),
  { ...asked, permission: 'display-capture' },
  { ...asked, permission: 'openExternal' },
])('refuses %j', (what) => {
  expect(mayUse(what)).toBe(false);
});

const looks = { permission: 'hid', from: 'app://descriptors/', mainFrame: true, media: [] };

it('lets the page that tells of reports look at devices, and no other', () => {
  expect(mayUse(looks)).toBe(true);
  for (const from of ['app://engine/', 'app://console/', 'app://callers/', 'https://descriptors/', ''])
    expect(mayUse({ ...looks, from }), from).toBe(false);
  expect(mayUse({ ...looks, mainFrame: false })).toBe(false);
  for (const permission of ['media', 'speaker-selection', 'usb', 'serial', 'bluetooth', 'notifications'])
    expect(mayUse({ ...looks, permission, media: ['audio'] }), permission).toBe(false);
});

const vendors = [{ id: 0x0b0e }];
const seen = { type: 'hid', from: 'app://descriptors', vendorId: 0x0b0e };

it('shows that page headsets and pedals of known vendors', () => {
  expect(mayUseDevice(seen, vendors)).toBe(true);
  expect(mayUseDevice({ ...seen, from: 'app://descriptors/' }, vendors)).toBe(true);
});

it.each([
  { ...seen, type: 'usb' },
  { ...seen, type: 'serial' },
  { ...seen, vendorId: 0x1050 },
  { ...seen, vendorId: undefined },
  { ...seen, vendorId: Number.NaN },
  { ...seen, from: 'app://engine' },
  { ...seen, from: 'app://console' },
  { ...seen, from: 'app://callers' },
  { ...seen, from: 'app://descriptors.evil' },
  { ...seen, from: 'null' },
])('does not show %j', (what) => {
  expect(mayUseDevice(what, vendors)).toBe(false);
});
