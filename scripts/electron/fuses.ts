/** Electron's fuses: bytes behind a sentinel in the binary (electron docs, "Electron Fuses"; wire version 1). */
const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

/** Names of the wire's bytes, in its order (as in @electron/fuses); a newer Electron may have more. */
export const fuses = [
  'runAsNode',
  'enableCookieEncryption',
  'enableNodeOptionsEnvironmentVariable',
  'enableNodeCliInspectArguments',
  'enableEmbeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const;
export type Fuse = (typeof fuses)[number];

/** Where the bytes of the one wire begin, and how many there are. */
function findWire(binary: Buffer): { start: number; length: number } {
  const at = binary.indexOf(sentinel);
  if (at < 0 || binary.indexOf(sentinel, at + 1) >= 0) throw new Error('this binary has no single fuse wire');
  const wire = at + sentinel.length;
  if (binary[wire] !== 1) throw new Error(`fuse wire of version ${binary[wire]}: only 1 is known`);
  return { start: wire + 2, length: binary[wire + 1] ?? 0 };
}

/** The fuses of an Electron binary; one that was removed from it, or that it does not have yet, is undefined. */
export function readFuses(binary: Buffer): Readonly<Record<Fuse, boolean | undefined>> {
  const { start, length } = findWire(binary);
  const read = (index: number): boolean | undefined => {
    const byte = index < length ? String.fromCharCode(binary[start + index] ?? 0) : '';
    return byte === '1' ? true : byte === '0' ? false : undefined;
  };
  return Object.fromEntries(fuses.map((name, index) => [name, read(index)])) as Record<
    Fuse,
    boolean | undefined
  >;
}

/** Sets fuses in the bytes of an Electron binary, in place. */
export function setFuses(binary: Buffer, wanted: Partial<Record<Fuse, boolean>>): void {
  const { start, length } = findWire(binary);
  for (const [name, on] of Object.entries(wanted)) {
    const index = fuses.indexOf(name as Fuse);
    if (index < 0 || index >= length) throw new Error(`no fuse ${name}`);
    binary[start + index] = (on ? '1' : '0').charCodeAt(0);
  }
}
