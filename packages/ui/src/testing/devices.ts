import type { ButtonMeaning, DeviceLook, HidDevice } from '@samband/telephony/contract';

/** A headset, a pedal and a light, and what they show to who looks. */
export const headset: HidDevice = {
  id: 'h1',
  label: 'Jabra Evolve2 65',
  kind: 'headset',
  buttons: ['headset.hook', 'headset.mute', 'headset.flash', 'headset.reject', 'headset.lineBusy'],
  lamps: ['offHook', 'ring', 'mute'],
  state: 'ready',
};
export const otherHeadset: HidDevice = { ...headset, id: 'h2', label: 'Jabra Evolve2 65 (nr. 2)' };
export const pedal: HidDevice = {
  id: 'p1',
  label: 'VEC USB Footpedal',
  kind: 'pedal',
  buttons: ['pedal.left', 'pedal.middle', 'pedal.right'],
  lamps: [],
  state: 'ready',
};
export const light: HidDevice = {
  id: 'l1',
  label: 'Kuando Busylight Omega',
  kind: 'light',
  buttons: [],
  lamps: ['colour'],
  state: 'ready',
};

const usual: Readonly<Record<string, ButtonMeaning>> = {
  'headset.hook': { bound: 'asked', now: 'call.hangUp', confirm: true },
  'headset.mute': { bound: 'asked', now: 'call.mute' },
  'headset.flash': { bound: 'asked', now: 'call.hold' },
  'headset.reject': { bound: 'asked' },
  'pedal.left': { bound: 'none' },
  'pedal.middle': { bound: 'queue.answerNext', now: 'queue.answerNext' },
  'pedal.right': { bound: 'ptt.talk', now: 'ptt.talk' },
};
export const meanings = (more: Readonly<Record<string, ButtonMeaning>> = {}): DeviceLook => ({
  look: 'meanings',
  meanings: { ...usual, ...more },
});
export const listed = (...devices: readonly { id: string; label: string }[]): DeviceLook => ({
  look: 'listed',
  devices: [...devices],
});
export const button = (device: string, name: string, down: boolean): DeviceLook => ({
  look: 'button',
  device,
  button: name,
  down,
});
export const lamp = (
  device: string,
  name: string,
  state: (DeviceLook & { look: 'lamp' })['state'],
): DeviceLook => ({ look: 'lamp', device, lamp: name, state });
export const learning = (
  step: (DeviceLook & { look: 'learning' })['step'],
  name = 'left',
  device = 'x1',
): DeviceLook => ({ look: 'learning', device, button: name, step });
