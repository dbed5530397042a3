import { expect, test } from '@playwright/test';
import { recordingOf } from '@samband/hid/testing';
import { testUser } from '../support/electron.ts';
import { startBed } from '../support/hid/bed.ts';
import { readDescriptors } from '../support/hid/read-descriptors.ts';

const telephony = [{ usagePage: 0x0b, usage: 5 }];
const devices = [
  { vid: '0b0e', pid: '0307', collections: telephony },
  { vid: '047f', pid: '02e6', collections: telephony },
  { vid: '05f3', pid: '00ff', collections: [] },
] as const;

/** Of all that is recorded, the page tells of the telephony collection alone: the rest is none of the console's. */
function telephonyOf(vid: string, pid: string): object {
  const { expected } = recordingOf(vid, pid);
  if (!expected) throw new Error(`${vid}:${pid} has no layout`);
  return { ...expected, tlcs: ['b/5'] };
}

test('the hidden page reads descriptors by WebHID as on Windows and macOS, of known devices alone', async () => {
  const user = await testUser();
  const bed = await startBed(user === undefined ? {} : { as: user });
  try {
    for (const { vid, pid } of devices) {
      const { bytes = new Uint8Array(), product } = recordingOf(vid, pid);
      await bed.plug({ vid, pid, product, descriptor: bytes });
    }
    // A security key: none of ours, and a page must not see it.
    const { bytes: key = new Uint8Array() } = recordingOf('05f3', '00ff');
    await bed.plug({ vid: '1050', pid: '0010', product: 'key', descriptor: key });
    const questions = [...devices, { vid: '1050', pid: '0010', collections: [] }].map(
      ({ vid, pid, collections }) => ({
        vendorId: Number.parseInt(vid, 16),
        productId: Number.parseInt(pid, 16),
        product: '',
        collections: [...collections],
      }),
    );
    const said = await readDescriptors(bed, questions);
    expect(said).toMatchObject([
      { answered: true, layout: telephonyOf('0b0e', '0307') },
      { answered: true, layout: telephonyOf('047f', '02e6') },
      { answered: true, layout: { tlcs: ['c/3'], numbered: false } },
      { answered: false },
      {
        sees: expect.not.arrayContaining([0x1050]),
        fetches: 'TypeError',
        asks: 'SecurityError',
        isSandboxed: true,
      },
      // The page has died meanwhile: told as not known, and the table of known devices is asked.
      { answered: false },
    ]);
  } finally {
    await bed.close();
  }
});
