import type { Core } from 'sip.js';
import type { MediaDirection } from '../ports/index.ts';

const direction = /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/;

/**
 * Direction of the first audio stream as its sender says it (RFC 4566 §6, RFC 3264 §5.1): the stream's own
 * attribute, else the session's, else `sendrecv`. A connection address of 0.0.0.0 is hold as RFC 2543 had it.
 */
export function directionOf(sdp: string): MediaDirection {
  const [session = '', ...streams] = sdp.split(/\r?\n(?=m=)/);
  const audio = streams.find((stream) => stream.startsWith('m=audio'));
  const lines = (text: string | undefined): string[] => (text ?? '').split(/\r?\n/);
  const find = (text: string | undefined): string | undefined =>
    lines(text)
      .map((line) => direction.exec(line)?.[1])
      .find((found) => found !== undefined);
  const address = [...lines(audio), ...lines(session)].find((line) => line.startsWith('c='));
  if (address?.trim().endsWith(' 0.0.0.0') === true && audio?.includes('a=candidate') !== true)
    return 'inactive';
  return (find(audio) ?? find(session) ?? 'sendrecv') as MediaDirection;
}

/** A session description as sip.js carries it. */
export function sessionBody(content: string): Core.Body {
  return { contentDisposition: 'session', contentType: 'application/sdp', content };
}
