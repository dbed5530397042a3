import { createSocket } from 'node:dgram';
import type { RemoteInfo } from 'node:dgram';
import { Ear } from '../audio/ear.ts';
import { decodePcma } from '../audio/pcma.ts';
import { makeStream, pace, pcmaType } from './stream.ts';

/** Payload type of telephone-event in our SDP (RFC 4733). */
export const eventType = 101;
const digits = '0123456789*#ABCD';

export interface RtpParty {
  readonly port: number;
  readonly ear: Ear;
  /** What is sent from now on: a tone (Hz), speech in a loop, or nothing at all (`null`: no packets). */
  play(sound: number | Int16Array | null): void;
  /** Where the other end's SDP wants its sound. A packet from elsewhere changes it (symmetric RTP). */
  aim(address: string, port: number): void;
  /** Digits that came as telephone-events, each once. */
  digits(): string;
  /** Resolves when the digits that came are these. */
  waitForDigits(expected: string, withinMs?: number): Promise<void>;
  /** Packets that came so far. */
  received(): number;
  /** Packets that were sent so far. */
  sent(): number;
  /** Its call is over: it sends nothing any more, whatever it is told to play. It still hears. */
  stop(): void;
  close(): void;
}

export interface RtpPacket {
  readonly type: number;
  readonly timestamp: number;
  readonly payload: Uint8Array;
}

/** Total: undefined for what is not RTP version 2 (RTCP on the same port, STUN, rubbish). */
export function parseRtp(bytes: Uint8Array): RtpPacket | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || view.getUint8(0) >> 6 !== 2) return undefined;
  const type = view.getUint8(1) & 0x7f;
  if (type >= 64 && type <= 95) return undefined; // RTCP, RFC 5761 §4
  let start = 12 + 4 * (view.getUint8(0) & 0x0f);
  if (view.getUint8(0) & 0x10) {
    if (bytes.length < start + 4) return undefined;
    start += 4 + 4 * view.getUint16(start + 2);
  }
  const padding = view.getUint8(0) & 0x20 ? (bytes.at(-1) ?? 0) : 0;
  return { type, timestamp: view.getUint32(4), payload: bytes.subarray(start, bytes.length - padding) };
}

/** The digit of a telephone-event packet that ends an event (RFC 4733 §2.3), else undefined. */
export function endedDigit({ type, payload }: RtpPacket): string | undefined {
  const [event, flags] = payload;
  return type === eventType && event !== undefined && ((flags ?? 0) & 0x80) !== 0 ? digits[event] : undefined;
}

/**
 * One end of a telephone call's media: G.711 A-law and telephone-events over UDP. Sends to `remote` once known, else
 * to whoever sends (symmetric RTP, RFC 4961).
 */
export async function openRtpParty(name: string, address: string): Promise<RtpParty> {
  const socket = createSocket('udp4');
  const ear = new Ear(name);
  let peer: Pick<RemoteInfo, 'address' | 'port'> | undefined;
  const stream = makeStream(0);
  let speaks = false;
  let isOver = false;
  let [received, sent, dialled, lastEvent] = [0, 0, '', -1];
  const waits = new Set<() => void>();

  socket.on('error', () => undefined); // ICMP "port unreachable" after the far end closed
  socket.on('message', (bytes, from) => {
    const packet = parseRtp(bytes);
    if (!packet) return;
    peer = from;
    received += 1;
    if (packet.type === pcmaType) ear.push(decodePcma(packet.payload));
    const digit = endedDigit(packet);
    if (digit === undefined || packet.timestamp === lastEvent) return; // the end is sent three times
    lastEvent = packet.timestamp;
    dialled += digit;
    for (const wait of waits) wait();
  });

  const stopPacing = pace(() => {
    if (!peer || !speaks || isOver) return;
    sent += 1;
    socket.send(stream.next(), peer.port, peer.address);
  });

  await new Promise<void>((resolve) => void socket.bind(0, address, resolve));
  return {
    port: socket.address().port,
    ear,
    play(next) {
      speaks = next !== null;
      if (next !== null) stream.play(next);
    },
    aim(host, port) {
      peer ??= { address: host, port };
    },
    digits: () => dialled,
    async waitForDigits(expected, withinMs = 60_000) {
      if (dialled === expected) return;
      await new Promise<void>((resolve, reject) => {
        const look = (): void => {
          if (dialled !== expected) return;
          clearTimeout(watchdog);
          waits.delete(look);
          resolve();
        };
        const watchdog = setTimeout(() => {
          waits.delete(look);
          reject(new Error(`${name}: digits "${dialled}" came, not "${expected}", within ${withinMs} ms`));
        }, withinMs);
        waits.add(look);
      });
    },
    received: () => received,
    sent: () => sent,
    stop() {
      isOver = true;
    },
    close() {
      stopPacing();
      socket.close();
    },
  };
}
