import { readFileSync, writeFileSync } from 'node:fs';
import { sampleRate } from './tone.ts';

/** Reads a mono 16-bit PCM WAV file (RIFF); header sizes are not trusted, since a recorder that is killed leaves them at zero. */
export function readWav(file: string): { rate: number; samples: Int16Array } {
  const bytes = readFileSync(file);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF') throw new Error(`${file} is not a WAV file`);
  let rate = sampleRate;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const start = at + 8;
    if (name === 'fmt ') {
      const [format, channels] = [bytes.readUInt16LE(start), bytes.readUInt16LE(start + 2)];
      if (format !== 1 || channels !== 1 || bytes.readUInt16LE(start + 14) !== 16)
        throw new Error(`${file} is not mono 16-bit PCM`);
      rate = bytes.readUInt32LE(start + 4);
    }
    if (name === 'data') {
      const end = size === 0 ? bytes.length : Math.min(bytes.length, start + size);
      return { rate, samples: fromBytes(bytes.subarray(start, end)) };
    }
    at = start + size + (size % 2);
  }
  return { rate, samples: new Int16Array() };
}

/** Little-endian 16-bit samples; an odd byte at the end is left out. */
export function fromBytes(bytes: Uint8Array): Int16Array {
  // A Buffer's own `slice` would share its memory, and small Buffers share theirs with each other.
  const copy = new Uint8Array(bytes.subarray(0, bytes.length & ~1));
  return new Int16Array(copy.buffer);
}

export function toBytes(samples: Int16Array): Buffer {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
}

export function writeWav(file: string, samples: Int16Array, rate = sampleRate): void {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.byteLength, 40);
  writeFileSync(file, Buffer.concat([header, toBytes(samples)]));
}
