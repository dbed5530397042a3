import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fromHex, recordingOf, recordings } from '../testing/recordings.ts';
import { parseDescriptor } from './parse.ts';
import { limits } from './types.ts';
import type { Complaint, Field, ReportMap } from './types.ts';

function mapFrom(hex: string): ReportMap {
  const result = parseDescriptor(fromHex(hex.replaceAll(' ', '')));
  if (!result.ok) throw new Error(result.error.code);
  return result.map;
}
const codes = (complaints: readonly Complaint[]): string[] => complaints.map(({ code }) => code);
const brief = ({ reportId, bit, size, usages }: Field): unknown => [
  reportId,
  bit,
  size,
  usages[0]?.toString(16),
];

it('tells collections as WebHID does, with bit offsets', () => {
  const { collections } = mapFrom('05 0b 09 05 a1 01 85 02 15 00 25 01 09 20 09 97 75 01 95 02 81 22 c0');
  expect(collections).toMatchObject([
    {
      usagePage: 0x0b,
      usage: 0x05,
      type: 1,
      children: [],
      inputReports: [
        {
          reportId: 2,
          items: [
            {
              usages: [0x0b_0020, 0x0b_0097],
              reportSize: 1,
              reportCount: 2,
              bitOffset: 0,
              isAbsolute: true,
              isArray: false,
              hasPreferredState: false,
              isRange: false,
            },
          ],
        },
      ],
      outputReports: [],
    },
  ]);
});

it('keeps a constant item that has usages, and not padding', () => {
  const { fields } = mapFrom('05 0b 09 05 a1 01 09 20 75 01 95 01 81 23 95 07 81 03 c0');
  expect(fields.map(brief)).toEqual([[0, 0, 1, 'b0020']]);
  expect(fields[0]?.isConstant).toBe(true);
});

it('keeps both readings of a usage page that changes before the item', () => {
  const { fields } = mapFrom('05 0b 09 05 a1 01 09 07 05 09 75 01 95 01 81 02 c0');
  expect(fields[0]).toMatchObject({ usages: [0x0b_0007], lateUsages: [0x09_0007] });
});

it('ignores more usages than the report counts, and repeats the last where there are fewer', () => {
  const more = mapFrom('05 0b 09 05 a1 01 09 07 05 09 09 01 75 01 95 01 81 02 c0');
  expect(more.fields.map(brief)).toEqual([[0, 0, 1, 'b0007']]);
  const fewer = mapFrom('05 0b 09 05 a1 01 09 20 09 21 75 01 95 03 81 02 c0');
  expect(fewer.fields.map(brief)).toEqual([
    [0, 0, 1, 'b0020'],
    [0, 1, 1, 'b0021'],
    [0, 2, 1, 'b0021'],
  ]);
});

it('runs offsets through nested collections, per report id and kind', () => {
  const { fields, collections } = mapFrom(
    '05 0b 09 05 a1 01 85 02 75 01 95 01 09 20 81 02 09 06 a1 02 09 b0 75 04 81 00 c0 09 07 75 01 81 02 09 9e 91 02 85 03 09 2f 81 02 c0',
  );
  expect(fields.map(brief)).toEqual([
    [2, 0, 1, 'b0020'],
    [2, 1, 4, 'b00b0'],
    [2, 5, 1, 'b0007'],
    [3, 0, 1, 'b002f'],
    [2, 0, 1, 'b009e'],
  ]);
  expect(collections[0]?.children[0]).toMatchObject({ type: 2, usage: 6 });
});

it('takes an application collection within another, even without a usage', () => {
  const { collections } = mapFrom('05 0b 09 05 a1 01 06 40 ff a1 01 c0 05 0b 09 20 75 01 95 01 81 02 c0');
  expect(collections[0]?.children).toMatchObject([{ type: 1, usagePage: 0 }]);
});

it('reads a maximum below a minimum of zero without its sign', () => {
  const { collections } = mapFrom(
    '05 01 09 06 a1 01 15 00 25 ff 75 08 95 01 09 30 81 02 15 81 25 7f 09 31 81 02 c0',
  );
  expect(collections[0]?.inputReports[0]?.items).toMatchObject([
    { logicalMinimum: 0, logicalMaximum: 255 },
    { logicalMinimum: -127, logicalMaximum: 127 },
  ]);
});

it('pushes and pops all globals', () => {
  const { fields } = mapFrom(
    '05 0b 09 05 a1 01 85 02 75 01 95 01 a4 85 03 75 04 09 20 81 02 b4 09 21 81 02 c0',
  );
  expect(fields.map(brief)).toEqual([
    [3, 0, 4, 'b0020'],
    [2, 0, 1, 'b0021'],
  ]);
});

it('numbers reports up to FF', () => {
  const { numbered, fields } = mapFrom('05 0b 09 05 a1 01 85 ff 09 20 75 01 95 01 81 02 c0');
  expect(numbered).toBe(true);
  expect(fields[0]?.reportId).toBe(255);
});

const start = '05 0b 09 05 a1 01 09 20 75 01 95 01 81 02';
it.each([
  ['truncated', `${start} c0 26 ff`],
  ['unclosed', start],
  ['unbalancedEnd', `${start} c0 c0`],
  ['unbalancedPop', `${start} b4 c0`],
  ['badReportId', `${start} 85 00 c0`],
  ['badReportId', `${start} 86 00 01 c0`],
  ['badRange', `${start} 19 09 29 01 81 02 c0`],
  ['badDelimiter', `${start} a9 00 c0`],
  ['outsideCollection', `${start} c0 09 21 81 02`],
  ['reportTooLarge', `${start} 77 ff ff ff ff 97 ff ff ff ff 81 02 c0`],
  ['tooDeep', `${start} ${'a1 00 '.repeat(60)}`],
  ['tooDeep', `${start} ${'a4 '.repeat(60)}`],
  ['tooManyCollections', `${start} ${'a1 00 c0 '.repeat(1100)}`],
  ['tooManyItems', `${start} ${'81 01 '.repeat(5000)}`],
  ['tooManyFields', `${start} 96 ff ff 09 20 81 02 c0`],
  ['tooManyUsages', `${start} ${'09 01 '.repeat(1100)} c0`],
] as const)('complains of %s and keeps what stands before it', (code, hex) => {
  const { complaints, fields } = mapFrom(hex);
  expect(codes(complaints)).toContain(code);
  expect(fields[0]).toMatchObject({ usages: [0x0b_0020], bit: 0 });
});

it('is no device without a collection', () => {
  expect(parseDescriptor(new Uint8Array())).toMatchObject({ ok: false, error: { code: 'empty' } });
  expect(parseDescriptor(fromHex('050b0905'))).toMatchObject({ ok: false, error: { code: 'noCollection' } });
});

/** Whatever it is given it returns, with what it gives within its limits. */
function holds(bytes: Uint8Array): void {
  const result = parseDescriptor(bytes);
  if (!result.ok) return;
  const { fields, collections, complaints, bits } = result.map;
  expect(fields.length).toBeLessThanOrEqual(limits.fields);
  expect(collections.length).toBeLessThanOrEqual(limits.collections);
  expect(complaints.length).toBeLessThanOrEqual(limits.complaints + 1);
  for (const lengths of [bits.input, bits.output, bits.feature])
    for (const length of lengths.values()) expect(length).toBeLessThanOrEqual(limits.reportBits);
  for (const { bit, size, kind, reportId } of fields)
    expect(bit + size).toBeLessThanOrEqual(bits[kind].get(reportId) ?? 0);
}

it('survives any bytes', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), holds), { numRuns: 500 });
});

it('survives real descriptors that are cut, twisted and put together', () => {
  const real = recordings.flatMap(({ bytes }) => (bytes ? [bytes] : []));
  const twisted = fc
    .record({
      bytes: fc.constantFrom(...real),
      cut: fc.nat(900),
      at: fc.nat(900),
      value: fc.nat(255),
      tail: fc.constantFrom(...real),
    })
    .map(({ bytes, cut, at, value, tail }) => {
      const twist = Uint8Array.from([...bytes.slice(0, cut), ...tail]);
      if (at < twist.length) twist[at] = value;
      return twist;
    });
  fc.assert(fc.property(twisted, holds), { numRuns: 500 });
});

it('survives items chosen to hurt', () => {
  const item = fc.constantFrom(
    ...[
      'a1 01',
      'a4',
      'b4',
      'c0',
      '97 ff ff ff ff',
      '77 ff ff ff ff',
      '95 ff',
      '75 01',
      '75 00',
      '81 00',
      '91 02',
      'b1 03',
    ],
    ...[
      '19 00',
      '2a ff ff',
      '1b 00 00 00 00',
      '2b ff ff ff ff',
      '85 ff',
      '85 00',
      'fe ff 00',
      'a9 01',
      'a9 00',
      '09 20',
    ],
  );
  const hostile = fc
    .array(item, { maxLength: 400 })
    .map((items) => fromHex(items.join('').replaceAll(' ', '')));
  fc.assert(fc.property(hostile, holds), { numRuns: 300 });
});

it('ends on the longest and worst of descriptors', () => {
  for (const pattern of [
    '81 00',
    '19 00 2a ff ff 96 ff ff 81 00',
    'a1 00',
    '09 20',
    'a4',
    'fe 00 00',
    '2b ff ff ff ff 1b 00 00 ff ff',
  ]) {
    const unit = fromHex(pattern.replaceAll(' ', ''));
    const bytes = new Uint8Array(70_000);
    for (let index = 0; index < bytes.length; index++) bytes[index] = unit[index % unit.length] ?? 0;
    holds(bytes);
    holds(Uint8Array.from([...fromHex('050b0905a101'.repeat(49)), ...bytes]));
  }
});

it('finds no more in a truncated headset than in the whole one', () => {
  const { bytes } = recordingOf('0b0e', '0307');
  const whole = JSON.stringify(mapFrom(Buffer.from(bytes ?? []).toString('hex')).fields.map(brief));
  for (let length = 1; length < (bytes?.length ?? 0); length++) {
    const result = parseDescriptor((bytes ?? new Uint8Array()).slice(0, length));
    if (!result.ok) continue;
    for (const field of result.map.fields) expect(whole).toContain(JSON.stringify(brief(field)));
  }
});
