const align = (size: number): number => Math.ceil(size / 4) * 4;

/** Packs a few files into an asar archive: two pickles (sizes, JSON header), then the contents one after another. */
export function packAsar(files: Readonly<Record<string, string>>): Buffer {
  let offset = 0;
  const listed: Record<string, { size: number; offset: string }> = {};
  for (const [name, text] of Object.entries(files)) {
    const size = Buffer.byteLength(text);
    listed[name] = { size, offset: String(offset) };
    offset += size;
  }
  const header = Buffer.from(JSON.stringify({ files: listed }));
  const padded = Buffer.alloc(align(header.length));
  header.copy(padded);
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(4, 0);
  sizes.writeUInt32LE(padded.length + 8, 4);
  sizes.writeUInt32LE(padded.length + 4, 8);
  sizes.writeUInt32LE(header.length, 12);
  return Buffer.concat([sizes, padded, ...Object.values(files).map((text) => Buffer.from(text))]);
}

interface Listed {
  readonly size?: number;
  readonly offset?: string;
  readonly files?: Readonly<Record<string, Listed>>;
}

/** The files of an asar archive by their paths; those kept outside of it (`unpacked`) have no content here. */
export function unpackAsar(archive: Buffer): ReadonlyMap<string, Buffer> {
  const contents = 8 + archive.readUInt32LE(4);
  const header = JSON.parse(archive.toString('utf8', 16, 16 + archive.readUInt32LE(12))) as Listed;
  const found = new Map<string, Buffer>();
  const walk = ({ files = {} }: Listed, folder: string): void => {
    for (const [name, entry] of Object.entries(files)) {
      const path = folder + name;
      if (entry.files) walk(entry, `${path}/`);
      else if (entry.offset === undefined) found.set(path, Buffer.alloc(0));
      else {
        const from = contents + Number(entry.offset);
        found.set(path, archive.subarray(from, from + (entry.size ?? 0)));
      }
    }
  };
  walk(header, '');
  return found;
}
