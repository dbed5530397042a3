import type { ListedDevice } from './ports.ts';

const hex = (id: number): string => id.toString(16).padStart(4, '0');

/** Names for devices that stay the same when one is plugged in again, also among twins without a serial number. */
export interface DeviceIds {
  take(device: ListedDevice): string;
  free(id: string): void;
}

export function createIds(): DeviceIds {
  const taken = new Set<string>();
  return {
    take({ vendorId, productId, serial }) {
      const base = [hex(vendorId), hex(productId), ...(serial === '' ? [] : [serial.slice(0, 128)])].join(
        ':',
      );
      let id = base;
      for (let twin = 2; taken.has(id); twin++) id = `${base}#${twin}`;
      taken.add(id);
      return id;
    },
    free: (id) => void taken.delete(id),
  };
}
