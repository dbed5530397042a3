import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { knownPedals } from './pedal/index.ts';
import { recordings } from './testing/recordings.ts';
import { vendors } from './vendors.ts';

it('has the vendor of every device that is known', () => {
  const ids = new Set(vendors.map(({ id }) => id));
  for (const { vendorId, name } of knownPedals) expect(ids.has(vendorId), name).toBe(true);
  for (const { vid, product } of recordings)
    if (vid !== undefined) expect(ids.has(Number.parseInt(vid, 16)), product).toBe(true);
  expect(ids.size).toBe(vendors.length);
});

const rules = new URL('../../../apps/desktop/packaging/udev/73-samband-hid.rules', import.meta.url);

it('has a udev rule for each vendor, and for no other', () => {
  const lines = readFileSync(rules, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const rule = (id: number): string =>
    `KERNEL=="hidraw*", SUBSYSTEM=="hidraw", ATTRS{idVendor}=="${id.toString(16).padStart(4, '0')}", TAG+="uaccess"`;
  expect(lines).toEqual(vendors.map(({ id }) => rule(id)));
});

it('comes before the rules that act on its tag', () => {
  const name = rules.pathname.split('/').at(-1) ?? '';
  expect([name, '73-seat-late.rules'].sort()[0]).toBe(name);
});
