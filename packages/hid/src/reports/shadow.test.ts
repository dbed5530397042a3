import { expect, it } from 'vitest';
import { headsetLayout } from '../layout/index.ts';
import { mapOf, recordingOf, recordings, toHex } from '../testing/recordings.ts';
import { createShadow } from './shadow.ts';

function shadowOf(vid: string, pid: string) {
  const layout = headsetLayout(recordingOf(vid, pid).map());
  if (!layout) throw new Error('no headset');
  return createShadow(layout);
}
const hex = (reports: readonly Uint8Array[]): string[] => reports.map(toHex);

it('writes all lamps of a report together, whole', () => {
  const jabra = shadowOf('0b0e', '0307');
  expect(hex(jabra.set({ ring: true }))).toEqual(['020400']);
  expect(hex(jabra.set({ offHook: true, ring: false, mute: true, microphone: true }))).toEqual(['021300']);
  expect(jabra.set({ offHook: true })).toEqual([]);
});

it('writes the report of the first lamp first', () => {
  const blackwire = shadowOf('047f', 'c056');
  blackwire.set({ ring: true });
  expect(hex(blackwire.set({ ring: false, offHook: true }, 'offHook'))).toEqual(['1701', '1800']);
  expect(hex(blackwire.all('ring'))[0]).toBe('1800');
  expect(blackwire.all()).toHaveLength(6);
});

it('has no report for a lamp that is not there', () => {
  const brio = shadowOf('046d', '0944');
  expect(brio.set({ ring: true })).toEqual([]);
  expect(brio.isOn('ring')).toBe(false);
  expect(brio.report('ring')).toBeUndefined();
  expect(hex([brio.report('mute') ?? new Uint8Array()])).toEqual(['0800']);
});

it('begins with 00 where reports have no id', () => {
  const shadow = createShadow({ lamps: { ring: { report: 0, bit: 1 } }, outBytes: { 0: 1 } });
  expect(hex(shadow.set({ ring: true }))).toEqual(['0002']);
});

it('gives a copy: what is written later does not change what waits', () => {
  const shadow = createShadow({ lamps: { ring: { report: 2, bit: 0 } }, outBytes: { 2: 1 } });
  const [first] = shadow.set({ ring: true });
  shadow.set({ ring: false });
  expect(toHex(first ?? new Uint8Array())).toBe('0201');
});

const withLamps = recordings.flatMap(({ bytes, vendor, product }) => {
  const layout = bytes && headsetLayout(mapOf(bytes));
  return layout ? [{ vendor, product, layout }] : [];
});
it.each(withLamps)('writes reports of the right length to $vendor $product', ({ layout }) => {
  for (const report of createShadow(layout).all())
    expect(report.length).toBe((layout.outBytes[report[0] ?? -1] ?? -1) + 1);
});
