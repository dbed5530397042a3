import { parameter, splitOutside, tagOf, valueOf, valuesOf } from '@samband/telephony/sip';
import type { RawMessage } from '@samband/telephony/sip';

/** A request that has been screened: what is looked at more than once. */
export interface Request {
  readonly raw: RawMessage;
  readonly method: string;
  readonly uri: string;
  readonly callId: string;
  readonly from: string;
  readonly fromTag: string;
  readonly to: string;
  readonly toTag: string;
  readonly cseq: number;
  /** Branch and sent-by of the topmost Via: the transaction (RFC 3261 §17.2.3). */
  readonly transaction: string;
  readonly hops: number;
}

export interface Response {
  readonly raw: RawMessage;
  readonly status: number;
  readonly reason: string;
  /** Branch of the topmost Via. */
  readonly branch: string;
  readonly method: string;
  readonly cseq: number;
  readonly callId: string;
  readonly from: string;
  readonly to: string;
  readonly toTag: string;
}

/** RFC 3261 §16.6: what stands in for a missing Max-Forwards. */
const usualHops = 70;

/** All Via values, from all headers, topmost first. */
export function viasOf(raw: RawMessage): string[] {
  return valuesOf(raw, 'via').flatMap((value) => splitOutside(value, ','));
}

function transactionOf(via: string): string {
  const sentBy = /^SIP\s*\/\s*2\.0\s*\/\s*\S+\s+([^\s;]+)/i.exec(via)?.[1] ?? '';
  return `${parameter(via, 'branch') ?? ''} ${sentBy.toLowerCase()}`;
}

function cseqOf(raw: RawMessage): readonly [number: number, method: string] {
  const [, number = '0', method = ''] = /^(\d{1,10})\s+(\S+)$/.exec(valueOf(raw, 'cseq') ?? '') ?? [];
  return [Number(number), method];
}

/** Undefined when the message is a response. */
export function requestOf(raw: RawMessage): Request | undefined {
  const { start } = raw;
  if (start.kind !== 'request') return undefined;
  const from = valueOf(raw, 'from') ?? '';
  const to = valueOf(raw, 'to') ?? '';
  const hops = valueOf(raw, 'max-forwards');
  return {
    raw,
    method: start.method,
    uri: start.uri,
    callId: valueOf(raw, 'call-id') ?? '',
    from,
    fromTag: tagOf(from),
    to,
    toTag: tagOf(to),
    cseq: cseqOf(raw)[0],
    transaction: transactionOf(viasOf(raw)[0] ?? ''),
    hops: hops === undefined ? usualHops : Number(/^\d{1,3}$/.exec(hops.trim())?.[0] ?? Number.NaN),
  };
}

/** Undefined when the message is a request, or lacks what a response is known by. */
export function responseOf(raw: RawMessage): Response | undefined {
  const { start } = raw;
  if (start.kind !== 'response') return undefined;
  const [cseq, method] = cseqOf(raw);
  const to = valueOf(raw, 'to') ?? '';
  const branch = parameter(viasOf(raw)[0] ?? '', 'branch') ?? '';
  if (method === '' || branch === '' || start.status < 100 || start.status > 699) return undefined;
  return {
    raw,
    status: start.status,
    reason: start.reason,
    branch,
    method,
    cseq,
    callId: valueOf(raw, 'call-id') ?? '',
    from: valueOf(raw, 'from') ?? '',
    to,
    toTag: tagOf(to),
  };
}
