import { limits, objectionTo, splitOutside, readMessage, valuesOf } from '@samband/telephony/sip';
import type { RawMessage } from '@samband/telephony/sip';
import { viasOf } from './request.ts';
import type { Request } from './request.ts';

/** What a request breaks. */
export interface Fault {
  /** The rule, for the counter. */
  readonly why: string;
  /** Undefined: it cannot be answered and is dropped. */
  readonly status: number | undefined;
  readonly headers?: readonly (readonly [string, string])[];
}

const mostVias = 16;
/** User agents, not proxies, answer for these. */
const notOurs = new Set(['require', 'contentEncoding', 'contentType']);
const known = new Set([
  ...['INVITE', 'ACK', 'CANCEL', 'BYE', 'REGISTER', 'OPTIONS', 'MESSAGE'],
  ...['INFO', 'NOTIFY', 'REFER', 'UPDATE', 'PRACK', 'SUBSCRIBE', 'PUBLISH'],
]);

/** Methods that may begin something here. */
export const allowed = 'INVITE, ACK, CANCEL, BYE, OPTIONS, MESSAGE, REGISTER';

/** What is wrong with a request that a proxy was sent (RFC 3261 §16.3). `marker` begins all branches of ours. */
export function faultOf(request: Request, marker: string): Fault | undefined {
  const objection = objectionTo(request.raw);
  if (objection && !notOurs.has(objection.why)) return { why: objection.why, status: objection.status };
  // A Via without a branch names no transaction that a proxy could keep.
  const isNamed = request.callId !== '' && request.fromTag !== '' && !request.transaction.startsWith(' ');
  if (!isNamed) return { why: 'missingHeader', status: 400 };
  if (Number.isNaN(request.hops)) return { why: 'maxForwards', status: 400 };
  if (request.hops < 1 && request.method !== 'REGISTER' && request.method !== 'ACK')
    return { why: 'maxForwards', status: 483 };
  const vias = viasOf(request.raw);
  if (vias.length > mostVias) return { why: 'tooManyVias', status: 483 };
  if (vias.some((via) => via.includes(marker))) return { why: 'loop', status: 482 };
  const required = valuesOf(request.raw, 'proxy-require').flatMap((value) => splitOutside(value, ','));
  if (required.length > 0)
    return {
      why: 'proxyRequire',
      status: 420,
      headers: [['Unsupported', required.join(', ').slice(0, 512)]],
    };
  if (request.toTag === '' && !known.has(request.method)) return { why: 'method', status: 501 };
  return undefined;
}

const longestHead = 16_384;

/** Enough of a message that cannot be read to refuse it, if it is a request that says so much. */
export function salvaged(text: string): RawMessage | undefined {
  const end = text.slice(0, longestHead).indexOf('\r\n\r\n');
  const [first = '', ...lines] = text
    .slice(0, end < 0 ? Math.min(text.length, longestHead) : end)
    .split('\r\n');
  if (!first.endsWith(' SIP/2.0')) return undefined;
  const needed = /^(?:via|v|from|f|to|t|call-id|i|cseq)\s*:/i;
  const head = [first, ...lines.filter((line) => needed.test(line)).slice(0, 24), '', ''].join('\r\n');
  const message = head.length > limits.bytes ? 'tooLarge' : readMessage(head);
  if (typeof message === 'string' || message.start.kind !== 'request') return undefined;
  const complete = ['via', 'from', 'to', 'call-id', 'cseq'].every(
    (name) => valuesOf(message, name).length > 0,
  );
  return complete && message.start.method !== 'ACK' ? message : undefined;
}
