import type { AudioDevice, Snapshot, SoundUse } from '@samband/telephony/contract';

/** What the operator uses a device for; the words of each are the keys `sound.<use>`. */
export const uses = ['microphone', 'talk', 'ring'] as const;
export type Use = (typeof uses)[number];

export interface DeviceOption {
  readonly id: string;
  readonly label: string;
  /** Chosen, and not there any more. */
  readonly gone: boolean;
  /** 1, 2 … where several have the same label, in the order they appeared; absent for the only one. */
  readonly number?: number;
}

/** Devices by name; two of the same by number, in the order they appeared. */
export function numberTwins(
  devices: readonly { readonly id: string; readonly label: string }[],
): readonly Omit<DeviceOption, 'gone'>[] {
  const seen = new Map<string, number>();
  return devices.map(({ id, label }) => {
    const number = (seen.get(label) ?? 0) + 1;
    seen.set(label, number);
    const twins = devices.filter((other) => other.label === label).length > 1;
    return { id, label, ...(twins ? { number } : {}) };
  });
}

/** The devices for a use: those there are, twins numbered, and the chosen one even when it is gone. */
export function deviceOptions(
  devices: readonly AudioDevice[],
  use: SoundUse,
  chosen: Snapshot['uses'][SoundUse],
): readonly DeviceOption[] {
  const kind = use === 'microphone' || use === 'medlyttMicrophone' ? 'microphone' : 'output';
  const here = devices.filter((device) => device.kind === kind);
  const options = numberTwins(here).map((device) => ({ ...device, gone: false }));
  if (!chosen || options.some((option) => option.id === chosen.id)) return options;
  return [{ id: chosen.id, label: chosen.label, gone: true }, ...options];
}

/**
 * The product that a label names. Windows and macOS say `Headset Microphone (Jabra Link 380) (0b0e:24c8)` and
 * `Headset Earphone (Jabra Link 380) (0b0e:24c8)`: the same thing with two sides.
 */
function productOf(label: string): string {
  const plain = label.replace(/\s*\([\da-f]{4}:[\da-f]{4}\)$/i, '');
  return (/\(([^()]+)\)$/.exec(plain)?.[1] ?? plain).toLocaleLowerCase('nb');
}

/** Label of the device that talk goes to, where no microphone belongs to it; undefined where one does, or none is chosen. */
export function talkWithoutMicrophone({
  devices,
  uses: chosen,
}: Pick<Snapshot, 'devices' | 'uses'>): string | undefined {
  const talk = devices.find((device) => device.id === chosen.talk?.id && device.kind === 'output');
  if (!talk) return undefined;
  const product = productOf(talk.label);
  const belongs = devices.some(
    (device) => device.kind === 'microphone' && productOf(device.label) === product,
  );
  return belongs ? undefined : talk.label;
}

/** dB of full scale below which a meter shows nothing. */
const floor = -60;

/** Share of a level meter that is filled, 0 to 1. */
export function meterShare(dB: number): number {
  return Math.min(1, Math.max(0, (dB - floor) / -floor));
}

/** What a level sounds like. */
export function levelOf(dB: number | undefined): 'unknown' | 'none' | 'low' | 'good' | 'loud' {
  if (dB === undefined) return 'unknown';
  if (dB <= floor) return 'none';
  if (dB < -40) return 'low';
  return dB < -3 ? 'good' : 'loud';
}
