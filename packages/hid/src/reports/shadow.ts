import type { Lamp } from '../layout/index.ts';
import { writeBit } from './bits.ts';

/**
 * What has been written to a device's lamps. A report is always sent whole, since all its lamps change together; the
 * bits in it that are nobody's stay 0.
 */
export interface Shadow<Name extends string> {
  /** Lamps that are not named stay as they are. Gives the reports that now differ, that of `first` before the others. */
  set(lamps: Partial<Record<Name, boolean>>, first?: Name): Uint8Array[];
  /** Every report, as it was written last. */
  all(first?: Name): Uint8Array[];
  /** The report that this lamp is in, as it was written last; undefined where the device has no such lamp. */
  report(name: Name): Uint8Array | undefined;
  isOn(name: Name): boolean;
}

export interface ShadowPlan<Name extends string> {
  readonly lamps: Readonly<Partial<Record<Name, Lamp>>>;
  /** Bytes after the report id, by report id. */
  readonly outBytes: Readonly<Record<number, number>>;
}

export function createShadow<Name extends string>({ lamps, outBytes }: ShadowPlan<Name>): Shadow<Name> {
  const on = new Set<Name>();
  // The id is the first byte; 00 where reports have none, which is what hidapi wants to see there.
  const buffers = new Map(
    Object.entries(outBytes).map(([id, length]) => {
      const buffer = new Uint8Array(length + 1);
      buffer[0] = Number(id);
      return [Number(id), buffer] as const;
    }),
  );

  function copies(ids: readonly number[], first: Name | undefined): Uint8Array[] {
    const leading = first === undefined ? undefined : lamps[first]?.report;
    const order = ids.includes(leading ?? -1) ? [leading ?? -1, ...ids.filter((id) => id !== leading)] : ids;
    return order.flatMap((id) => buffers.get(id)?.slice() ?? []);
  }

  return {
    set(wanted, first) {
      const changed = new Set<number>();
      for (const name of Object.keys(wanted) as Name[]) {
        const lamp = lamps[name];
        const buffer = lamp && buffers.get(lamp.report);
        const value = wanted[name];
        if (!lamp || !buffer || value === undefined || value === on.has(name)) continue;
        if (value) on.add(name);
        else on.delete(name);
        writeBit(buffer.subarray(1), lamp.bit, value);
        changed.add(lamp.report);
      }
      return copies([...changed], first);
    },
    all: (first) => copies([...buffers.keys()], first),
    report: (name) => buffers.get(lamps[name]?.report ?? -1)?.slice(),
    isOn: (name) => on.has(name),
  };
}
