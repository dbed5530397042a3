/** One short item of a report descriptor (HID 1.11 §6.2.2.2). */
export interface Item {
  /** Tag and type, the size bits zero: `0x80` is Input. */
  readonly tag: number;
  readonly unsigned: number;
  readonly signed: number;
  /** Bytes of data: 0, 1, 2 or 4. */
  readonly size: number;
  readonly offset: number;
}

const sizes = [0, 1, 2, 4] as const;
const longItem = 0xfe;

function signedOf(value: number, size: number): number {
  if (size === 1) return (value << 24) >> 24;
  if (size === 2) return (value << 16) >> 16;
  return value | 0;
}

/** Items in their order; long items (HID 1.11 §6.2.2.3) are passed over. Tells where a cut-off item begins. */
export function* itemsOf(bytes: Uint8Array, truncated: (offset: number) => void): Generator<Item> {
  let at = 0;
  while (at < bytes.length) {
    const offset = at;
    const prefix = bytes[at++] ?? 0;
    const isLong = prefix === longItem;
    // A long item: its size, its tag, its data.
    const size = isLong ? 2 + (bytes[at] ?? 0) : (sizes[prefix & 3] ?? 0);
    if (at + size > bytes.length) {
      truncated(offset);
      return;
    }
    if (!isLong) {
      let value = 0;
      for (let index = size - 1; index >= 0; index--) value = value * 256 + (bytes[at + index] ?? 0);
      yield { tag: prefix & 0xfc, unsigned: value, signed: signedOf(value, size), size, offset };
    }
    at += size;
  }
}
