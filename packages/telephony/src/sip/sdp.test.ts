import { describe, expect, it } from 'vitest';
import { directionOf } from './sdp.ts';
import { sdp } from './testing/exchange.ts';

describe('directionOf', () => {
  it.each(['sendrecv', 'sendonly', 'recvonly', 'inactive'])('%s of the stream', (direction) => {
    expect(directionOf(sdp('x', direction))).toBe(direction);
  });

  it('falls back to the session, then to both ways', () => {
    expect(directionOf('v=0\r\na=sendonly\r\nm=audio 1 RTP/AVP 8\r\n')).toBe('sendonly');
    expect(directionOf('v=0\r\nm=audio 1 RTP/AVP 8\r\n')).toBe('sendrecv');
    expect(directionOf('')).toBe('sendrecv');
  });

  it('knows hold as it was before RFC 3264', () => {
    expect(directionOf('v=0\r\nc=IN IP4 0.0.0.0\r\nm=audio 1 RTP/AVP 8\r\n')).toBe('inactive');
  });
});
