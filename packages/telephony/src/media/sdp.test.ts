import { describe, expect, it } from 'vitest';
import { acceptsAudio, hasCandidates, preferCodecs } from './sdp.ts';

const offer = [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'm=audio 30000 UDP/TLS/RTP/SAVPF 8 101',
  'a=ice-ufrag:abcd',
  'a=candidate:1 1 UDP 2130706431 127.0.0.1 30000 typ host',
  'a=sendrecv',
  'a=candidate:2 1 UDP 2130706175 10.0.0.1 30000 typ host',
  'a=end-of-candidates',
  '',
].join('\r\n');

describe('hasCandidates', () => {
  it('looks for a candidate line', () => {
    expect(hasCandidates(offer)).toBe(true);
    expect(hasCandidates(offer.replaceAll(/a=candidate.*\r\n/g, ''))).toBe(false);
    expect(hasCandidates(undefined)).toBe(false);
  });
});

describe('acceptsAudio', () => {
  it('is false for port 0 and for no audio at all', () => {
    expect(acceptsAudio(offer)).toBe(true);
    expect(acceptsAudio(offer.replace('m=audio 30000', 'm=audio 0'))).toBe(false);
    expect(acceptsAudio('v=0\r\nm=text 9 RTP/AVP 98\r\n')).toBe(false);
  });
});

describe('preferCodecs', () => {
  it('puts PCMA first, keeps telephone events, drops comfort noise and RED', () => {
    const available = ['opus', 'red', 'G722', 'PCMU', 'PCMA', 'CN', 'telephone-event', 'telephone-event'];
    expect(
      preferCodecs(available.map((name) => ({ mimeType: `audio/${name}` }))).map((c) => c.mimeType),
    ).toEqual(
      ['PCMA', 'opus', 'G722', 'PCMU', 'telephone-event', 'telephone-event'].map((name) => `audio/${name}`),
    );
  });
});
