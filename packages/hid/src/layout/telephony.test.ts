import { expect, it } from 'vitest';
import { fromHex, mapOf, recordingOf } from '../testing/recordings.ts';
import { headsetLayout } from './telephony.ts';

const layoutOf = (vid: string, pid: string) => headsetLayout(recordingOf(vid, pid).map());

it('is nothing without a Telephony collection', () => {
  expect(layoutOf('046d', '0a37')).toBeUndefined();
  expect(layoutOf('05f3', '00ff')).toBeUndefined();
});

it('tells toggles, presses and states apart', () => {
  expect(layoutOf('0b0e', '0307')?.inputs).toMatchObject({
    hook: { kind: 'state' },
    lineBusy: { kind: 'state' },
    mute: { kind: 'toggle' },
    reject: { kind: 'press' },
  });
  // EPOS D1 flags its hook with a preferred state, Blackwire its flash without one.
  expect(layoutOf('1395', '009c')?.inputs.hook?.kind).toBe('state');
  expect(layoutOf('047f', 'c056')?.inputs.flash?.kind).toBe('press');
});

it('takes a mute that stays where it is put for a switch', () => {
  const descriptor = '050b0905a101150025010920092f750195028122950681 03c0'.replace(' ', '');
  expect(headsetLayout(mapOf(fromHex(descriptor)))).toMatchObject({
    numbered: false,
    inputs: { mute: { kind: 'state', report: 0, bit: 1 } },
  });
});

it('finds a handset or a phone where there is no headset', () => {
  for (const usage of ['01', '04'])
    expect(
      headsetLayout(mapOf(fromHex(`050b09${usage}a101150025010920750195018122950781 03c0`.replace(' ', '')))),
    ).toBeDefined();
});

it('takes no press from a vendor page', () => {
  // Yealink repeats all presses on report 4.
  for (const control of Object.values(layoutOf('6993', 'b02b')?.inputs ?? {})) expect(control.report).toBe(2);
});
