import type { AudioDevice } from '../contract/index.ts';

/** What the browser's enumeration says, total and without its pseudo-devices. */
export interface DeviceList {
  readonly devices: readonly AudioDevice[];
  /** The real device behind the system's default, where the browser tells. */
  readonly defaults: Readonly<Partial<Record<AudioDevice['kind'], string>>>;
  /** Ids that have been there since the page began: a pinned one among them was unplugged, and has not changed its id. */
  readonly known: ReadonlySet<string>;
}

export const noDevices: DeviceList = { devices: [], defaults: {}, known: new Set() };

/** A device by id and label: the id changes with the profile, the label outlives it. */
export interface Pin {
  readonly id: string;
  readonly label: string;
}

const kinds: Partial<Record<MediaDeviceKind, AudioDevice['kind']>> = {
  audioinput: 'microphone',
  audiooutput: 'output',
};
// Chromium's names for "whatever the system prefers now": they change under us, so they are never pinned.
const pseudo = new Set(['default', 'communications']);

type Info = Pick<MediaDeviceInfo, 'deviceId' | 'groupId' | 'kind' | 'label'>;

/** Entries without id or label (no permission yet) name nothing and are left out. `before`: the list until now. */
export function readDevices(infos: readonly Info[], before: DeviceList = noDevices): DeviceList {
  const devices: AudioDevice[] = [];
  const defaults: Partial<Record<AudioDevice['kind'], string>> = {};
  for (const info of infos) {
    const kind = kinds[info.kind];
    if (!kind || info.deviceId === '' || info.label === '' || pseudo.has(info.deviceId)) continue;
    devices.push({ id: info.deviceId.slice(0, 512), label: info.label.slice(0, 256), kind });
    const byDefault = infos.find((other) => other.deviceId === 'default' && other.kind === info.kind);
    if (byDefault && byDefault.groupId === info.groupId) defaults[kind] ??= info.deviceId;
  }
  return { devices, defaults, known: new Set([...before.known, ...devices.map(({ id }) => id)]) };
}

/** What came and what went, by kind and id. */
export function compareDevices(
  before: DeviceList,
  now: DeviceList,
): { appeared: AudioDevice[]; removed: AudioDevice[] } {
  const within = (list: DeviceList, device: AudioDevice): boolean =>
    list.devices.some((other) => other.id === device.id && other.kind === device.kind);
  return {
    appeared: now.devices.filter((device) => !within(before, device)),
    removed: before.devices.filter((device) => !within(now, device)),
  };
}

/** The device to use now. `id` is '' for the system's default, when nothing is pinned or nothing else is left. */
export interface Choice extends Pin {
  /** It stands in for a pinned device that is not there. */
  readonly fallback: boolean;
}

/**
 * The pinned device by id, else by label; else the real device behind the system's default, else any, else the
 * default. One of the same label is the pinned one under a new id, unless that was seen before: then it is another
 * headset of the same make, the best to fall back to. `broken` are ids that are listed but give no sound.
 */
export function chooseDevice(
  kind: AudioDevice['kind'],
  pin: Pin | undefined,
  list: DeviceList,
  broken: ReadonlySet<string> = new Set(),
): Choice {
  const usable = list.devices.filter((device) => device.kind === kind && !broken.has(device.id));
  if (!pin) return { id: '', label: '', fallback: false };
  const alike = usable.find((device) => device.label === pin.label);
  const isTwin = list.known.has(pin.id);
  const chosen = usable.find((device) => device.id === pin.id) ?? (isTwin ? undefined : alike);
  if (chosen) return { id: chosen.id, label: chosen.label, fallback: false };
  const instead = alike ?? usable.find((device) => device.id === list.defaults[kind]) ?? usable[0];
  return { id: instead?.id ?? '', label: instead?.label ?? '', fallback: true };
}

/** What to use for a pin; undefined: nothing. `broken` are ids that are listed but give no sound. */
export type Choose = (pin: Pin | undefined, broken?: ReadonlySet<string>) => Choice | undefined;

/** Always a real microphone where one is known: of the system's default one cannot see that it was unplugged. */
export function chooseMicrophone(pin: Pin | undefined, list: DeviceList): Choice {
  const choice = chooseDevice('microphone', pin ?? { id: '', label: '' }, list);
  return pin ? choice : { ...choice, fallback: false };
}

/**
 * The pinned device and no other. By its label only where its id was never seen here, and where that label leaves no
 * doubt: `taken` is what the operator uses, which may be of the same make.
 */
export function chooseOnly(
  kind: AudioDevice['kind'],
  pin: Pin | undefined,
  list: DeviceList,
  taken: string,
  broken: ReadonlySet<string> = new Set(),
): Choice | undefined {
  if (!pin) return undefined;
  const there = list.devices.filter((device) => device.kind === kind);
  const alike = there.filter(({ id, label }) => label === pin.label && id !== taken);
  const renamed = list.known.has(pin.id) || alike.length > 1 ? undefined : alike[0];
  const found = there.find(({ id }) => id === pin.id) ?? renamed;
  return found && !broken.has(found.id) ? { id: found.id, label: found.label, fallback: false } : undefined;
}
