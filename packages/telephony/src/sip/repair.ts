import { type AddressCodec, uriOf } from './address.ts';
import { canonical, type RawHeader, type RawMessage, valueOf } from './message.ts';
import { contentLength } from './screen.ts';
import { byteLength, firstBytes, parameter, splitOutside } from './values.ts';

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

/** RFC 3261 §17.2.3: what makes the transaction of a request whose Via has no branch, the same in its CANCEL and ACK. */
function nameOf(message: RawMessage): string {
  const cseq = (valueOf(message, 'cseq') ?? '').split(/\s/, 1)[0] ?? '';
  const values = [
    valueOf(message, 'via') ?? '',
    valueOf(message, 'call-id') ?? '',
    valueOf(message, 'from') ?? '',
    cseq,
  ];
  return values.join('\n');
}

/** The topmost Via as sip.js is to read it. */
function viaOf(message: RawMessage, codec: AddressCodec): string {
  return codec.wrapVia(valueOf(message, 'via') ?? '', () => nameOf(message));
}

/** The transaction that sip.js knows a request by. */
export function branchOf(message: RawMessage, codec: AddressCodec): string {
  return parameter(viaOf(message, codec), 'branch') ?? '';
}

function wrapped([sent, value]: RawHeader, codec: AddressCodec): string[] {
  const name = canonical(sent);
  if (name === 'from') return [`From: ${codec.wrap(value, 'From')}`];
  if (name === 'to') return [`To: ${codec.wrap(value, 'To')}`];
  if (name === 'call-id') return [`Call-ID: ${codec.wrapCallId(value)}`];
  if (name === 'record-route')
    return splitOutside(value, ',').map((route) => `Record-Route: ${codec.wrap(route, 'Record-Route')}`);
  // Tokens, or nothing that sip.js need hear of.
  if (name === 'event' || name === 'require') return /^[\w.,;= -]+$/.test(value) ? [`${name}: ${value}`] : [];
  return [`${name}: ${value}`];
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

/**
 * The dialog's remote target (RFC 3261 §12.1): the first value. A caller whose INVITE has none is called by what From
 * says, as RFC 2543 §6.13 had it: no call is refused for the want of it.
 */
function target(message: RawMessage, codec: AddressCodec): string[] {
  const { start } = message;
  const isInvite = start.kind === 'request' && start.method === 'INVITE';
  const otherwise = isInvite ? `<${uriOf(valueOf(message, 'from') ?? '')}>` : '';
  const [first] = splitOutside(valueOf(message, 'contact') ?? otherwise, ',');
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
    if (name === 'via' && !once.has(name)) {
      once.add(name);
      return [`Via: ${viaOf(message, codec)}`];
    }
    return wrapped(header, codec);
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
