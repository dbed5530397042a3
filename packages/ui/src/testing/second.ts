import type { AudioDevice, Snapshot } from '@samband/telephony/contract';
import { calm } from './centre.ts';
import { headset, otherHeadset } from './devices.ts';

const devices: readonly AudioDevice[] = [
  ...calm.devices,
  { id: 'm3', label: 'Jabra Evolve2 65', kind: 'microphone' },
  { id: 't2', label: 'Jabra Evolve2 65', kind: 'output' },
];
const chosen = (id: string, fellBack = false) => ({
  id,
  label: 'Jabra Evolve2 65',
  fellBack,
  ...(fellBack ? { standIn: '' } : {}),
});
const twins = [headset, { ...otherHeadset, label: headset.label }];

/** A trainee beside the operator, with a headset of the same make. */
export const second = {
  devices,
  listens: { devices: [...devices], uses: { ...calm.uses, medlytt: chosen('t2') } },
  speaks: {
    devices: [...devices],
    hid: twins,
    uses: { ...calm.uses, medlytt: chosen('t2'), medlyttMicrophone: chosen('m3') },
    medlytt: { mute: 'shared', muted: true, headset: 'h2' },
  },
} satisfies Record<string, Partial<Snapshot> | readonly AudioDevice[]>;

export const own = (muted: boolean): Partial<Snapshot> => ({
  ...second.speaks,
  medlytt: { mute: 'own', muted, headset: 'h2' },
});

/** Its plug is out. */
export const secondGone: Partial<Snapshot> = {
  ...own(false),
  devices: [...calm.devices],
  hid: [headset],
  uses: { ...calm.uses, medlytt: chosen('t2', true), medlyttMicrophone: chosen('m3', true) },
};
