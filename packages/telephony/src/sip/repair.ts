import type { AddressCodec } from './address.ts';
import { canonical, type RawHeader, type RawMessage, valueOf } from './message.ts';
import { contentLength } from './screen.ts';
import { byteLength, firstBytes, splitOutside } from './values.ts';

/** What sip.js reads; the rest of a message stays with the raw one, where nothing can trip over it. */
const read = new Set([
  'via',
  'from',
  'to',
  'call-id',
  'cseq',
  'contact',
  'record-route',
  'event',
  'require',
  'rseq',
  'www-authenticate',
  'proxy-authenticate',
]);

function wrapped(header: RawHeader, codec: AddressCodec): string {
  const name = canonical(header[0]);
  if (name === 'from') return `From: ${codec.wrap(header[1], 'From')}`;
  if (name === 'to') return `To: ${codec.wrap(header[1], 'To')}`;
  return `${name}: ${header[1]}`;
}

/** One challenge that can be met: MD5 is what HA1 is good for (RFC 8760 lets a server offer several). */
function challenges(message: RawMessage, name: string): readonly RawHeader[] {
  const offered = message.headers.filter((header) => canonical(header[0]) === name);
  const md5 = offered.find(
    ([, value]) =>
      /^digest\s/i.test(value) &&
      (/algorithm\s*=\s*"?md5"?\s*(?:,|$)/i.test(value) || !/algorithm/i.test(value)),
  );
  if (md5) return [[md5[0], md5[1].replace(/algorithm\s*=\s*"?md5"?/i, 'algorithm=MD5')]];
  return offered.slice(0, 1);
}

/** The dialog's remote target (RFC 3261 §12.1): the first value. */
function target(message: RawMessage, codec: AddressCodec): string[] {
  const [first] = splitOutside(valueOf(message, 'contact') ?? '', ',');
  return first === undefined ? [] : [`Contact: ${codec.wrap(first, 'Contact')}`];
}

/** The body without what stands beyond its length (RFC 3261 §18.3). */
export function trimmed(message: RawMessage): RawMessage {
  const length = contentLength(message);
  const cut = length === undefined || Number.isNaN(length) ? message.body : firstBytes(message.body, length);
  return cut === message.body ? message : { ...message, body: cut };
}

/**
 * The message as sip.js can read it, meaning the same. `uri` takes the place of the Request-URI, which has
 * been looked at before; `sdp` is the only body that sip.js ever sees, under the one content type that it
 * takes for a session description.
 */
export function repaired(
  message: RawMessage,
  codec: AddressCodec,
  given: { readonly uri: string; readonly sdp: string | undefined },
): string {
  const { start } = message;
  const once = new Set<string>();
  const lines = message.headers.flatMap((header) => {
    const name = canonical(header[0]);
    if (!read.has(name) || name === 'contact' || name.endsWith('-authenticate')) return [];
    if (['from', 'to', 'call-id', 'cseq'].includes(name)) {
      if (once.has(name)) return [];
      once.add(name);
    }
    return [wrapped(header, codec)];
  });
  const first =
    start.kind === 'request'
      ? `${start.method} ${given.uri} ${start.version}`
      : `SIP/2.0 ${start.status} ${start.reason}`;
  const content = given.sdp ?? '';
  return [
    first,
    ...lines,
    ...target(message, codec),
    ...['www-authenticate', 'proxy-authenticate']
      .flatMap((name) => challenges(message, name))
      .map(([name, value]) => `${name}: ${value}`),
    ...(content === '' ? [] : ['Content-Type: application/sdp']),
    `Content-Length: ${byteLength(content)}`,
    '',
    content,
  ].join('\r\n');
}
