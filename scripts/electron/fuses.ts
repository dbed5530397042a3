/** Electron's fuses: bytes behind a sentinel in the binary (electron docs, "Electron Fuses"; wire version 1). */
const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');

export const fuses = { enableNodeCliInspectArguments: 3, loadBrowserProcessSpecificV8Snapshot: 6 } as const;

/** Sets fuses in the bytes of an Electron binary, in place. */
export function setFuses(binary: Buffer, wanted: Partial<Record<keyof typeof fuses, boolean>>): void {
  const at = binary.indexOf(sentinel);
  if (at < 0 || binary.indexOf(sentinel, at + 1) >= 0) throw new Error('this binary has no single fuse wire');
  const wire = at + sentinel.length;
  if (binary[wire] !== 1) throw new Error(`fuse wire of version ${binary[wire]}: only 1 is known`);
  for (const [name, on] of Object.entries(wanted)) {
    const fuse = wire + 2 + fuses[name as keyof typeof fuses];
    if (fuse >= wire + 2 + (binary[wire + 1] ?? 0)) throw new Error(`no fuse ${name}`);
    binary[fuse] = (on ? '1' : '0').charCodeAt(0);
  }
}
