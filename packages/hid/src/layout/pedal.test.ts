import { expect, it } from 'vitest';
import { fromHex, mapOf, recordingOf } from '../testing/recordings.ts';
import { genericPedal } from './pedal.ts';

it('finds the three switches of a pedal without report ids', () => {
  expect(genericPedal(recordingOf('05f3', '00ff').map())).toEqual({
    numbered: false,
    buttons: [
      { name: 'button.1', report: 0, byte: 0, mask: 1, down: 1 },
      { name: 'button.2', report: 0, byte: 0, mask: 2, down: 2 },
      { name: 'button.3', report: 0, byte: 0, mask: 4, down: 4 },
    ],
  });
});

it('takes the gamepad of a foot switch, not its mouse or keyboard', () => {
  const buttons = genericPedal(recordingOf('1a86', 'e026').map())?.buttons ?? [];
  expect(buttons).toHaveLength(8);
  expect(buttons[0]).toEqual({ name: 'button.1', report: 4, byte: 1, mask: 1, down: 1 });
});

it('sees no pedal in a headset, in a mouse, or in a device without buttons', () => {
  expect(genericPedal(recordingOf('0b0e', '0307').map())).toBeUndefined();
  expect(genericPedal(recordingOf('15d8', '0024').map())).toBeUndefined();
  const mouse = '05010902a1010509190129031500250195037501810295057501 8103c0'.replace(' ', '');
  expect(genericPedal(mapOf(fromHex(mouse)))).toBeUndefined();
});
