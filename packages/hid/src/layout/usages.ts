import type { Usage } from '../descriptor/index.ts';

/** Pages and usages after the HID Usage Tables 1.5 (§11 LED, §14 Telephony Device, §12 Button). */
export const pages = { led: 0x08, button: 0x09, telephony: 0x0b, consumer: 0x0c } as const;

/** Usages of top-level collections, `page << 16 | id`. */
export const collections = {
  phone: 0x0b_0001,
  handset: 0x0b_0004,
  headset: 0x0b_0005,
} as const;

/**
 * What a headset says. Reject is the Telephony page's Programmable Button 7, or Button 7 where the page changes between
 * the usage and its item (Windows and HID 1.11 bind it differently), or Button 1 (Microsoft's list for Skype and Teams).
 */
export const inputUsages = {
  hook: [0x0b_0020],
  flash: [0x0b_0021],
  redial: [0x0b_0024],
  drop: [0x0b_0026],
  mute: [0x0b_002f],
  speedDial: [0x0b_0050],
  voiceMail: [0x0b_0070],
  lineBusy: [0x0b_0097],
  reject: [0x0b_0007, 0x09_0007, 0x09_0001],
} as const satisfies Record<string, readonly Usage[]>;

/** What a headset shows. Line and Ringer are of the Telephony page, and outputs none the less. */
export const outputUsages = {
  offHook: [0x08_0017],
  ring: [0x08_0018],
  mute: [0x08_0009],
  hold: [0x08_0020],
  microphone: [0x08_0021],
  onLine: [0x08_002a],
  speaker: [0x08_001e],
  ringer: [0x0b_009e],
  line: [0x0b_002a],
} as const satisfies Record<string, readonly Usage[]>;

export type HeadsetInput = keyof typeof inputUsages;
export type HeadsetLamp = keyof typeof outputUsages;
