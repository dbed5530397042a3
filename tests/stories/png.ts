import { deflateSync, inflateSync } from 'node:zlib';

/** Red, green, blue, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

function* chunks(png: Buffer): Generator<{ readonly type: string; readonly data: Buffer }> {
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** Undoes a row's filter (ISO 15948, 9.2) in place; `above` is the row before, undone. */
function unfilter(kind: number, row: Uint8Array, above: Uint8Array | undefined, size: number): void {
  for (let x = 0; x < row.length; x++) {
    const a = x < size ? 0 : row[x - size]!;
    const b = above?.[x] ?? 0;
    const c = x < size ? 0 : (above?.[x - size] ?? 0);
    const toward = a + b - c;
    const [da, db, dc] = [Math.abs(toward - a), Math.abs(toward - b), Math.abs(toward - c)];
    const paeth = da <= db && da <= dc ? a : db <= dc ? b : c;
    row[x]! += [0, a, b, (a + b) >> 1, paeth][kind]!;
  }
}

/** Reads a screenshot: eight bits, no interlacing, with or without an alpha that is full everywhere. */
export function decode(png: Buffer): Picture {
  const all = [...chunks(png)];
  const header = all.find(({ type }) => type === 'IHDR')!.data;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const size = { 2: 3, 6: 4 }[header[9]!];
  if (header[8] !== 8 || size === undefined || header[12] !== 0) throw new Error('not a screenshot');
  const raw = inflateSync(Buffer.concat(all.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  const rgb = new Uint8Array(width * height * 3);
  let above: Uint8Array | undefined;
  for (let y = 0; y < height; y++) {
    const from = y * (width * size + 1);
    const row = raw.subarray(from + 1, from + 1 + width * size);
    unfilter(raw[from]!, row, above, size);
    for (let x = 0; x < width; x++) rgb.set(row.subarray(x * size, x * size + 3), (y * width + x) * 3);
    above = row;
  }
  return { width, height, rgb };
}

/** Half as wide and high: each pixel is the mean of four. */
export function halved({ width, height, rgb }: Picture): Picture {
  const [w, h] = [width >> 1, height >> 1];
  const half = new Uint8Array(w * h * 3);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w * 3; x++) {
      const at = (2 * y * width + 2 * Math.floor(x / 3)) * 3 + (x % 3);
      const sum = rgb[at]! + rgb[at + 3]! + rgb[at + width * 3]! + rgb[at + width * 3 + 3]!;
      half[y * w * 3 + x] = (sum + 2) >> 2;
    }
  return { width: w, height: h, rgb: half };
}

const crcTable = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = crcTable[(crc ^ byte) & 0xff]! ^ (crc >>> 8);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, check]);
}

/** How often each colour is there. */
function census({ rgb }: Picture): Map<number, number> {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = colourAt(rgb, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}
const colourAt = (rgb: Uint8Array, at: number): number =>
  (rgb[at]! << 16) | (rgb[at + 1]! << 8) | rgb[at + 2]!;
const parts = (colour: number) => [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255] as const;
function distance(one: number, other: number): number {
  const [a, b] = [parts(one), parts(other)];
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

/**
 * The colours that are kept, and the place of every colour in them. Colours that differ by less than eight become the
 * most frequent of them, so that grounds stay as they are and only the smoothed edges of letters change; of these the
 * rarest become their nearest.
 */
function palette(counts: ReadonlyMap<number, number>): { colours: number[]; places: Map<number, number> } {
  const families = new Map<number, number[]>();
  const frequent = [...counts].sort(([a, m], [b, n]) => n - m || a - b).map(([colour]) => colour);
  for (const colour of frequent) {
    const family = colour & 0xf8f8f8;
    families.set(family, [...(families.get(family) ?? []), colour]);
  }
  const heads = [...families.values()];
  const colours = heads.slice(0, 256).map(([head]) => head!);
  const places = new Map<number, number>();
  for (const [at, family] of heads.entries()) {
    const nearest =
      at < 256
        ? at
        : colours.reduce(
            (best, colour, n) =>
              distance(colour, family[0]!) < distance(colours[best]!, family[0]!) ? n : best,
            0,
          );
    for (const colour of family) places.set(colour, nearest);
  }
  return { colours, places };
}

/** A PNG with a palette: a third of what a browser writes. */
export function encode(picture: Picture): Buffer {
  const { width, height, rgb } = picture;
  const { colours, places } = palette(census(picture));
  const table = Buffer.alloc(3 * colours.length);
  for (const [at, colour] of colours.entries()) table.writeUIntBE(colour, at * 3, 3);
  const rows = Buffer.alloc(height * (width + 1));
  for (let pixel = 0; pixel < width * height; pixel++)
    rows[pixel + Math.floor(pixel / width) + 1] = places.get(colourAt(rgb, pixel * 3))!;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', table),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
