import { describe, expect, it } from 'vitest';
import { acceptsAudio, hasCandidates, preferCodecs, takeCandidates } from './sdp.ts';

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

describe('takeCandidates', () => {
  it('takes them out and leaves the rest as it was', () => {
    const { sdp, candidates } = takeCandidates(offer);
    expect(sdp).not.toMatch(/candidate/);
    expect(sdp.endsWith('a=sendrecv\r\n')).toBe(true);
    expect(sdp).toContain('a=ice-ufrag:abcd');
    expect(candidates).toEqual([
      { candidate: 'candidate:1 1 UDP 2130706431 127.0.0.1 30000 typ host', sdpMLineIndex: 0 },
      { candidate: 'candidate:2 1 UDP 2130706175 10.0.0.1 30000 typ host', sdpMLineIndex: 0 },
    ]);
  });

  it('knows which media section a candidate is of', () => {
    const two = `${offer}m=text 0 RTP/AVP 98\r\na=candidate:3 1 UDP 1 10.0.0.2 9 typ host\r\n`;
    expect(takeCandidates(two).candidates.map((candidate) => candidate.sdpMLineIndex)).toEqual([0, 0, 1]);
  });

  it('reads bare line feeds as well', () =>
    expect(takeCandidates(offer.replaceAll('\r\n', '\n')).sdp).toBe(takeCandidates(offer).sdp));
});

describe('hasCandidates', () => {
  it('looks for a candidate line', () => {
    expect(hasCandidates(offer)).toBe(true);
    expect(hasCandidates(takeCandidates(offer).sdp)).toBe(false);
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
