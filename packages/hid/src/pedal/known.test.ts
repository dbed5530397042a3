import { expect, it } from 'vitest';
import { genericPedal } from '../layout/index.ts';
import { fromHex, recordings } from '../testing/recordings.ts';
import { knownPedal, knownPedals } from './known.ts';
import { createPedalReader } from './reader.ts';

const words: [RegExp, string[]][] = [
  [/left\+middle/, ['left', 'middle']],
  [/left|rewind/, ['left']],
  [/middle|play/, ['middle']],
  [/forward|right/, ['right']],
  [/top/, ['top']],
  [/button 1 down/, ['left']],
  [/up/, []],
];

const samples = recordings
  .filter(({ kind }) => kind === 'pedal')
  .flatMap(({ product, vid = '', pid = '', sampleReports }) =>
    sampleReports.map((sample) => ({ product, vid, pid, ...sample })),
  )
  // The old X-keys is recorded under the new one's id, and a keyboard's key is no gamepad button.
  .filter(({ meaning }) => !/0268|default pedal|^pedal up/.test(meaning));

it.each(samples)('$product: $reportHex is $meaning', ({ vid, pid, reportHex, meaning }) => {
  const layout = knownPedal(Number.parseInt(vid, 16), Number.parseInt(pid, 16))?.layout;
  if (!layout) return;
  const reader = createPedalReader(layout);
  const down = reader.read(fromHex(reportHex))?.down;
  expect([...(down ?? [])]).toEqual(words.find(([word]) => word.test(meaning))?.[1]);
});

it('reads the old X-keys one byte earlier', () => {
  const reader = createPedalReader(knownPedal(0x05f3, 0x0268)!.layout!);
  expect([...(reader.read(fromHex('0002000000'))?.down ?? [])]).toEqual(['left']);
});

it('agrees with the descriptors of those that have one', () => {
  for (const { vid = '', pid = '', bytes, map } of recordings) {
    const known = knownPedal(Number.parseInt(vid, 16), Number.parseInt(pid, 16));
    const generic = bytes && genericPedal(map());
    if (!known?.layout || !generic) continue;
    const places = ({ buttons }: typeof generic) =>
      buttons.map(({ report, byte, mask }) => `${report} ${byte} ${mask}`);
    expect(places(generic), known.name).toEqual(expect.arrayContaining(places(known.layout).slice(0, 3)));
    expect(known.layout.numbered).toBe(generic.numbered);
  }
});

it('has each product once', () => {
  const ids = knownPedals.flatMap(({ vendorId, productIds }) => productIds.map((id) => `${vendorId}:${id}`));
  expect(new Set(ids).size).toBe(ids.length);
});

it('sends the owner of an Olympus to learn mode', () => {
  expect(knownPedal(0x07b4, 0x0218)).toMatchObject({ layout: undefined, hint: 'learn' });
});
