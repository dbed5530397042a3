import { expect, it } from 'vitest';
import { mayUse } from './permissions.ts';

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
