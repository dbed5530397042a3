import { describeLayout, mapOfSource } from '@samband/hid';
import type { ListedDevice } from '@samband/hid';
import { fakeClock, recordingOf, settle } from '@samband/hid/testing';
import { expect, it } from 'vitest';
import { quietLog } from '../main/parties/fakes.ts';
import { fromDevicesProcess } from '../shared/devices.ts';
import type { FromDevicesProcess } from '../shared/devices.ts';
import { createDescriber } from './describe.ts';

const jabra: ListedDevice = {
  ...{ path: 'x', vendorId: 0x0b0e, productId: 0x0307, product: 'EVOLVE LINK MS', interface: 3 },
  ...{ manufacturer: 'GN', serial: '', collections: [{ usagePage: 0x0b, usage: 5 }] },
};
const recording = recordingOf('0b0e', '0307');

function setUp() {
  const clock = fakeClock();
  const asked: FromDevicesProcess[] = [];
  const logger = quietLog();
  const describer = createDescriber({ clock, logger, ask: (message) => asked.push(message) });
  return { clock, asked, logger, ...describer };
}

it('asks without what tells one device from its twin, and takes the answer', async () => {
  const { clock, asked, describe, handleDescribed } = setUp();
  const found = describe(jabra);
  expect(asked).toEqual([
    {
      kind: 'describe',
      n: 1,
      device: {
        ...{ vendorId: 0x0b0e, productId: 0x0307, product: 'EVOLVE LINK MS' },
        collections: [{ usagePage: 0x0b, usage: 5 }],
      },
    },
  ]);
  expect(fromDevicesProcess.safeParse(asked[0]).success).toBe(true);
  const { collections } = recording.map();
  handleDescribed({ kind: 'described', n: 1, collections });
  const source = await found;
  expect(source).toEqual({ kind: 'collections', collections });
  const map = source && mapOfSource(source);
  expect(map && describeLayout(map)).toEqual(recording.expected);
  expect(clock.open()).toBe(0);
});

it('asks within bounds whatever a device says of itself', () => {
  const { asked, describe, dispose } = setUp();
  const collections = Array.from({ length: 100 }, () => ({ usagePage: 0xff00, usage: 1 }));
  void describe({ ...jabra, product: 'x'.repeat(1000), collections });
  expect(fromDevicesProcess.safeParse(asked[0]).success).toBe(true);
  dispose();
});

it('takes what is known of the product when no answer comes in time', async () => {
  const { clock, describe, handleDescribed, logger } = setUp();
  const found = describe(jabra);
  const other = describe({ ...jabra, productId: 0xffff });
  await clock.run(6000);
  expect(await found).toEqual({ kind: 'bytes', bytes: recording.bytes });
  expect(await other).toBeUndefined();
  expect(logger.warn).toHaveBeenCalledTimes(2);
  // Late, and somebody else's.
  handleDescribed({ kind: 'described', n: 1, collections: [] });
  handleDescribed({ kind: 'described', n: 99 });
  expect(clock.open()).toBe(0);
});

it.each([
  ['nothing', undefined],
  ['no collection', []],
  ['nonsense', [{ usagePage: 'telephony' }]],
])('takes what is known of the product when the answer is %s', async (_what, collections) => {
  const { describe, handleDescribed } = setUp();
  const found = describe(jabra);
  handleDescribed({ kind: 'described', n: 1, collections });
  expect(await found).toEqual({ kind: 'bytes', bytes: recording.bytes });
});

it('does not ask for what the page may not see', async () => {
  const { asked, describe } = setUp();
  expect(await describe({ ...jabra, vendorId: 0x1050 })).toBeUndefined();
  expect(asked).toEqual([]);
});

it('leaves no question open', async () => {
  const { clock, describe, dispose } = setUp();
  const found = describe({ ...jabra, productId: 0xffff });
  dispose();
  await settle();
  expect(await found).toBeUndefined();
  expect(clock.open()).toBe(0);
});
