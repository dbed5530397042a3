import { tagOf } from './address.ts';
import { canonical, type RawMessage, valueOf, valuesOf } from './message.ts';
import { byteLength, mediaType, splitOutside } from './values.ts';

/** What a request breaks. `status` undefined: there is nobody to answer, and it is dropped. */
export interface Objection {
  /** The rule, for the counter. */
  readonly why: string;
  readonly status?: number;
  readonly reason?: string;
  readonly headers?: readonly string[];
}

/**
 * Option tags that a request may require of us. A call is never refused because it carries its location
 * (RFC 6442 §4.4) or a priority (RFC 4412); reliable provisional responses and session timers are not offered.
 */
const supported = new Set([
  'replaces',
  'geolocation-sip',
  'geolocation-http',
  'resource-priority',
  'histinfo',
]);

const once = ['from', 'to', 'call-id', 'cseq', 'max-forwards'];
const mandatory = ['from', 'to', 'call-id', 'cseq'];
const schemes = new Set(['sip', 'sips', 'tel', 'urn']);

/** Unknown option tags of the Require headers. */
function unknownOptions(message: RawMessage): string[] {
  return valuesOf(message, 'require')
    .flatMap((value) => splitOutside(value, ','))
    .map((tag) => tag.toLowerCase())
    .filter((tag) => !supported.has(tag))
    .slice(0, 16);
}

const readableCseq = /^(\d{1,10})[ \t]+(\S+)$/;

/** CSeq number and method (RFC 3261 §8.1.1.5: below 2**31). */
function cseqObjection(message: RawMessage, method: string): Objection | undefined {
  const [, number, named] = readableCseq.exec(valueOf(message, 'cseq') ?? '') ?? [];
  const fits = number !== undefined && named === method && Number(number) < 2 ** 31;
  return fits ? undefined : { why: 'cseq', status: 400, reason: 'Bad CSeq' };
}

/** Undefined when it is absent; NaN when it is not a number or says two things. */
export function contentLength(message: RawMessage): number | undefined {
  const values = [...new Set(valuesOf(message, 'content-length'))];
  if (values.length === 0) return undefined;
  return values.length === 1 && /^\d{1,9}$/.test(values[0] ?? '') ? Number(values[0]) : Number.NaN;
}

/** As RFC 2543 had them, a Via needs no branch (RFC 3261 §17.2.3); but it says that it is one, and of what host. */
function viaObjection(message: RawMessage): Objection | undefined {
  const values = valuesOf(message, 'via');
  if (values.length === 0) return { why: 'missingHeader' };
  const items = values.slice(0, 128).flatMap((value) => splitOutside(value, ','));
  const isRead =
    items.length > 0 && items.every((item) => /^SIP\s*\/\s*[\d.]+\s*\/\s*[\w-]+\s+[^\s;]/i.test(item));
  return isRead ? undefined : { why: 'via', status: 400, reason: 'Bad Via' };
}

function structure(message: RawMessage): Objection | undefined {
  const via = viaObjection(message);
  if (via) return via;
  if (mandatory.some((name) => valueOf(message, name) === undefined))
    return { why: 'missingHeader', status: 400, reason: 'Missing Header' };
  const twice = once.some((name) => new Set(valuesOf(message, name)).size > 1);
  return twice ? { why: 'duplicateHeader', status: 400, reason: 'Duplicate Header' } : undefined;
}

function syntax(
  message: RawMessage,
  start: RawMessage['start'] & { kind: 'request' },
): Objection | undefined {
  if (start.version !== 'SIP/2.0') return { why: 'version', status: 505, reason: 'Version Not Supported' };
  const cseq = cseqObjection(message, start.method);
  if (cseq) return cseq;
  const length = contentLength(message);
  if (length !== undefined && !(length <= byteLength(message.body)))
    return { why: 'contentLength', status: 400, reason: 'Bad Content-Length' };
  const scheme = (start.uri.split(':', 1)[0] ?? '').toLowerCase();
  if (start.uri.includes(' ') || start.uri.startsWith('<'))
    return { why: 'requestUri', status: 400, reason: 'Bad Request-URI' };
  if (!schemes.has(scheme)) return { why: 'scheme', status: 416, reason: 'Unsupported URI Scheme' };
  return undefined;
}

/**
 * A body that is all there is of the session, in a format that nobody here knows (RFC 3261 §8.2.3): its sender can come
 * again with one that is known, which is more than an answer could offer. What is beside a session description, or says
 * where the caller is, never costs the call.
 */
function isForeign(message: RawMessage): boolean {
  if (
    message.body.trim() === '' ||
    /handling\s*=\s*"?optional/i.test(valueOf(message, 'content-disposition') ?? '')
  )
    return false;
  const type = mediaType(valueOf(message, 'content-type') ?? 'application/sdp');
  return !/^(?:application\/(?:sdp|pidf\+xml|emergencycalldata.*|isup)|multipart\/.*|text\/.*|message\/.*)$/.test(
    type,
  );
}

function extensions(message: RawMessage, method: string): Objection | undefined {
  const unknown = unknownOptions(message);
  // A BYE is obeyed whatever it requires: the call is over at the other end.
  if (unknown.length > 0 && method !== 'CANCEL' && method !== 'BYE')
    return {
      why: 'require',
      status: 420,
      reason: 'Bad Extension',
      headers: [`Unsupported: ${unknown.join(', ')}`],
    };
  const encoding = valueOf(message, 'content-encoding')?.toLowerCase();
  const isPacked = encoding !== undefined && encoding !== 'identity' && message.body !== '';
  if (method === 'INVITE' && (isPacked || isForeign(message)))
    return {
      why: isPacked ? 'contentEncoding' : 'contentType',
      status: 415,
      reason: 'Unsupported Media Type',
      headers: ['Accept-Encoding: identity', 'Accept: application/sdp, multipart/mixed'],
    };
  return undefined;
}

/** What is wrong with a request, if anything (RFC 3261 §8.2, §18.3). An ACK is never answered, only dropped. */
export function objectionTo(message: RawMessage): Objection | undefined {
  const { start } = message;
  if (start.kind !== 'request') return undefined;
  const broken = structure(message) ?? syntax(message, start);
  if (start.method === 'ACK') return broken ? { why: broken.why } : undefined;
  return broken ?? extensions(message, start.method);
}

/** A header of the refusal, as the request has it where that can be repeated. */
function repeated(message: RawMessage, name: 'from' | 'to' | 'call-id' | 'cseq', tag: string): string {
  const value = valueOf(message, name) ?? '';
  if (name === 'call-id') return value === '' ? tag : value;
  if (name === 'cseq') {
    const method = message.start.kind === 'request' ? message.start.method : 'INVITE';
    // A proxy that reads responses strictly (Kamailio) closes the connection over a number that is none, with every call
    // that waits there. A transaction is found by its branch and method (RFC 3261 §17.1.3).
    return readableCseq.test(value) ? value : `0 ${method}`;
  }
  const address = value === '' ? '<sip:missing@invalid>' : value;
  const isTagged = /;\s*tag\s*=/i.test(address.slice(address.lastIndexOf('>') + 1));
  return isTagged || (name === 'from' && value !== '') ? address : `${address};tag=${tag}`;
}

/**
 * A final response without a transaction (RFC 3261 §8.2.7), made of the request's own header values (§8.2.6.2). Without a
 * Via there is nobody to answer, and an ACK is never answered.
 */
export function refusal(message: RawMessage, objection: Objection, tag: string): string | undefined {
  const { start } = message;
  const vias = valuesOf(message, 'via');
  if (objection.status === undefined || vias.length === 0) return undefined;
  if (start.kind !== 'request' || start.method === 'ACK') return undefined;
  return [
    `SIP/2.0 ${objection.status} ${objection.reason ?? ''}`,
    ...vias.map((via) => `Via: ${via}`),
    `From: ${repeated(message, 'from', tag)}`,
    `To: ${repeated(message, 'to', tag)}`,
    `Call-ID: ${repeated(message, 'call-id', tag)}`,
    `CSeq: ${repeated(message, 'cseq', tag)}`,
    ...(objection.headers ?? []),
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}

/** An INVITE that begins something: somebody may be calling. */
export function isNewInvite({ start, headers }: RawMessage): boolean {
  if (start.kind !== 'request' || start.method !== 'INVITE') return false;
  const to = headers.find(([name]) => canonical(name) === 'to')?.[1] ?? '';
  return tagOf(to) === '';
}
