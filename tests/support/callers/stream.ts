import { encodePcma } from '../audio/pcma.ts';
import { makeTone, sampleRate } from '../audio/tone.ts';

/** Samples of one 20 ms packet. */
const packetSamples = sampleRate / 50;
export const pcmaType = 8;

/** One RTP stream of G.711 A-law: a tone (Hz) or speech in a loop. */
export interface RtpStream {
  /** What comes from now on, from its beginning. */
  play(sound: number | Int16Array): void;
  /** The next packet of 20 ms. */
  next(): Buffer;
}

export function makeStream(sound: number | Int16Array): RtpStream {
  /** As it goes out, one byte a sample. */
  let loop: Uint8Array = new Uint8Array();
  let [at, sequence, timestamp] = [0, Math.floor(Math.random() * 0x8000), 0];
  const ssrc = Math.floor(Math.random() * 0xffff_ffff);
  const play = (next: number | Int16Array): void => {
    at = 0;
    loop = encodePcma(typeof next === 'number' ? makeTone(next, 1) : next);
  };
  play(sound);
  return {
    play,
    next() {
      const packet = Buffer.alloc(12 + packetSamples);
      packet.writeUInt8(0x80, 0);
      packet.writeUInt8(pcmaType, 1);
      packet.writeUInt16BE((sequence = (sequence + 1) & 0xffff), 2);
      packet.writeUInt32BE((timestamp = (timestamp + packetSamples) >>> 0), 4);
      packet.writeUInt32BE(ssrc, 8);
      for (let index = 0; index < packetSamples; index += 1)
        packet.writeUInt8(loop[(at + index) % loop.length] ?? 0, 12 + index);
      at = (at + packetSamples) % loop.length;
      return packet;
    },
  };
}

/** Calls `send` once for each 20 ms that have passed: by the clock, since a busy machine makes ticks late. Returns its end. */
export function pace(send: () => void): () => void {
  const begun = performance.now();
  let sent = 0;
  const pacer = setInterval(() => {
    for (const due = (performance.now() - begun) / 20; sent < due; sent += 1) send();
  }, 10);
  return () => clearInterval(pacer);
}
