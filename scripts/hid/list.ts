import { identityOf, knownIdentity, mapOfSource } from '../../packages/hid/src/index.ts';
import type { HidPort, ListedDevice } from '../../packages/hid/src/index.ts';

const hex = (id: number): string => id.toString(16).padStart(4, '0');

async function kindOf(port: HidPort, device: ListedDevice): Promise<string> {
  const known = knownIdentity(device, []);
  if (known) return known.kind;
  try {
    const source = await port.descriptor(device);
    const map = source && mapOfSource(source);
    return (map && identityOf(device, map)?.kind) ?? 'other';
  } catch (error) {
    return `unreadable (${error instanceof Error ? error.message : String(error)})`;
  }
}

/** One line a device: where it is, what it is called, what it is to us. */
export async function listLines(port: HidPort): Promise<string[]> {
  const devices = await port.list();
  if (devices.length === 0) return ['No HID device is plugged in, or none can be listed.'];
  return Promise.all(
    devices.map(async (device) => {
      const { path, vendorId, productId, product } = device;
      return [path, `${hex(vendorId)}:${hex(productId)}`, await kindOf(port, device), product].join('  ');
    }),
  );
}

/** The device that a person means: by its path, or by `vendor:product`; the only one of ours when nothing is said. */
export async function deviceMeant(
  port: HidPort,
  name: string | undefined,
): Promise<ListedDevice | undefined> {
  const devices = await port.list();
  if (name !== undefined)
    return devices.find(
      ({ path, vendorId, productId }) =>
        path === name || `${hex(vendorId)}:${hex(productId)}` === name.toLowerCase(),
    );
  const kinds = await Promise.all(devices.map((device) => kindOf(port, device)));
  const ours = devices.filter((_, index) => kinds[index] === 'headset' || kinds[index] === 'pedal');
  return ours.length === 1 ? ours[0] : undefined;
}
