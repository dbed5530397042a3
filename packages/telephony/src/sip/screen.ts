import { canonical, type RawMessage, valueOf, valuesOf } from './message.ts';
import { byteLength, splitOutside } from './values.ts';

/** What a request breaks. `status` undefined: it cannot be answered and is dropped. */
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
const mandatory = ['via', 'from', 'to', 'call-id', 'cseq'];
const schemes = new Set(['sip', 'sips', 'tel', 'urn']);

/** Unknown option tags of the Require headers. */
function unknownOptions(message: RawMessage): string[] {
  return valuesOf(message, 'require')
    .flatMap((value) => splitOutside(value, ','))
    .map((tag) => tag.toLowerCase())
    .filter((tag) => !supported.has(tag))
    .slice(0, 16);
}

/**
 * CSeq number and method (RFC 3261 §8.1.1.5: below 2**31). One that cannot be read is not answered: the response would
 * have to repeat it, and a proxy that reads responses strictly (Kamailio) closes the connection over it, with every
 * call that waits there.
 */
function cseqObjection(message: RawMessage, method: string): Objection | undefined {
  const [, number, named] = /^(\d{1,10})[ \t]+(\S+)$/.exec(valueOf(message, 'cseq') ?? '') ?? [];
  if (number === undefined) return { why: 'cseq' };
  const fits = named === method && Number(number) < 2 ** 31;
  return fits ? undefined : { why: 'cseq', status: 400, reason: 'Bad CSeq' };
}

/** Undefined when it is absent; NaN when it is not a number or says two things. */
export function contentLength(message: RawMessage): number | undefined {
  const values = [...new Set(valuesOf(message, 'content-length'))];
  if (values.length === 0) return undefined;
  return values.length === 1 && /^\d{1,9}$/.test(values[0] ?? '') ? Number(values[0]) : Number.NaN;
}

function structure(message: RawMessage): Objection | undefined {
  if (mandatory.some((name) => valueOf(message, name) === undefined)) return { why: 'missingHeader' };
  const branch = /;\s*branch\s*=\s*[^\s;,]+/i.test(valueOf(message, 'via') ?? '');
  if (!branch) return { why: 'missingHeader' };
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
  if (method === 'INVITE' && encoding !== undefined && encoding !== 'identity' && message.body !== '')
    return {
      why: 'contentEncoding',
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

/** A final response without a transaction (RFC 3261 §8.2.7), made of the request's own header values. */
export function refusal(message: RawMessage, objection: Objection, tag: string): string | undefined {
  if (objection.status === undefined) return undefined;
  const copied = message.headers
    .filter(([name]) => ['via', 'from', 'to', 'call-id', 'cseq'].includes(canonical(name)))
    .map(([name, value]) => {
      const tagged = canonical(name) !== 'to' || /;\s*tag\s*=/i.test(value.slice(value.lastIndexOf('>') + 1));
      return `${name}: ${value}${tagged ? '' : `;tag=${tag}`}`;
    });
  return [
    `SIP/2.0 ${objection.status} ${objection.reason ?? ''}`,
    ...copied,
    ...(objection.headers ?? []),
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');
}
