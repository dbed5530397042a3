/** Bit `bit` counted from the byte after the report id, as HID numbers them; undefined where the report is shorter. */
export function readBit(data: Uint8Array, bit: number): 0 | 1 | undefined {
  const byte = data[bit >> 3];
  if (byte === undefined) return undefined;
  return ((byte >> (bit & 7)) & 1) === 1 ? 1 : 0;
}

export function writeBit(data: Uint8Array, bit: number, on: boolean): void {
  const at = bit >> 3;
  const mask = 1 << (bit & 7);
  const byte = data[at];
  if (byte !== undefined) data[at] = on ? byte | mask : byte & ~mask;
}

export interface Report {
  /** 0 where reports are not numbered. */
  readonly id: number;
  readonly data: Uint8Array;
}

/** A report as hidapi gives it, taken apart; undefined when it is empty. */
export function splitReport(bytes: Uint8Array, numbered: boolean): Report | undefined {
  const [first] = bytes;
  if (first === undefined) return undefined;
  return numbered ? { id: first, data: bytes.subarray(1) } : { id: 0, data: bytes };
}
