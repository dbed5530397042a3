import { createSocket } from 'node:dgram';
import { afterEach, describe, expect, it } from 'vitest';
import { endedDigit, openRtpParty, parseRtp } from './rtp.ts';
import type { RtpParty } from './rtp.ts';

const open: RtpParty[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});
async function party(name: string): Promise<RtpParty> {
  const made = await openRtpParty(name, '127.0.0.1');
  open.push(made);
  return made;
}
/** One telephone-event packet: version 2, payload type 101. */
const event = (digit: number, end: boolean, timestamp: number): Buffer =>
  Buffer.from([0x80, 101, 0, 1, 0, 0, 0, timestamp, 0, 0, 0, 9, digit, end ? 0x8a : 0x0a, 0, 160]);

async function sendTo(port: number, ...packets: Buffer[]): Promise<void> {
  const socket = createSocket('udp4');
  for (const packet of packets)
    await new Promise<void>((resolve) => {
      socket.send(packet, port, '127.0.0.1', () => resolve());
    });
  socket.close();
}

describe('RTP party', () => {
  it('hears the other and is heard once packets have come', async () => {
    const [a, b] = [await party('a'), await party('b')];
    // a learns where b is from b's own socket: relay one packet through
    const relay = createSocket('udp4');
    await new Promise<void>((resolve) => void relay.bind(0, '127.0.0.1', resolve));
    relay.on('message', (bytes, from) =>
      relay.send(bytes, from.port === a.port ? b.port : a.port, '127.0.0.1'),
    );
    for (const { port } of [a, b]) relay.send(event(1, false, 1), port, '127.0.0.1');
    a.play(700);
    b.play(1000);
    await Promise.all([
      a.ear.expect({ hears: [1000], lacks: [700] }),
      b.ear.expect({ hears: [700], lacks: [1000] }),
    ]);
    relay.close();
  });

  it('sends nothing any more once its call is over, and hears on', async () => {
    const [a, b] = [await party('a'), await party('b')];
    a.aim('127.0.0.1', b.port);
    b.aim('127.0.0.1', a.port);
    a.play(700);
    b.play(1000);
    await b.ear.expect({ hears: [700] });
    a.stop();
    a.play(700);
    const sent = a.sent();
    await a.ear.expect({ hears: [1000] }, { forMs: 600 });
    expect(a.sent()).toBe(sent);
  });

  it('counts each digit once, however often its end is repeated', async () => {
    const a = await party('a');
    await sendTo(a.port, event(1, false, 1), event(1, true, 1), event(1, true, 1), event(11, true, 2));
    await a.waitForDigits('1#');
  });

  it('ignores what is not RTP', () => {
    expect(parseRtp(Buffer.from('rubbish'))).toBeUndefined();
    expect(parseRtp(Buffer.from([0x80, 200, 0, 1, 0, 0, 0, 1, 0, 0, 0, 9]))).toBeUndefined();
    expect(endedDigit({ type: 8, timestamp: 0, payload: Uint8Array.of(1, 0x80) })).toBeUndefined();
  });
});
