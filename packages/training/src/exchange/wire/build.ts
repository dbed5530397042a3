import { byteLength, canonical, valuesOf } from '@samband/telephony/sip';
import type { RawHeader } from '@samband/telephony/sip';
import type { Request, Response } from './request.ts';
import { viasOf } from './request.ts';

/** A message of these lines. `body` is as it came, or empty. */
export function written(start: string, headers: readonly RawHeader[], body = ''): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  const length = headers.some(([name]) => canonical(name) === 'content-length')
    ? []
    : [`Content-Length: ${byteLength(body)}`];
  return [start, ...lines, ...length, '', body].join('\r\n');
}

const reasons: Readonly<Record<number, string>> = {
  100: 'Trying',
  180: 'Ringing',
  182: 'Queued',
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  413: 'Request Entity Too Large',
  480: 'Temporarily Unavailable',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  483: 'Too Many Hops',
  487: 'Request Terminated',
  500: 'Server Internal Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

/** A response of our own (RFC 3261 §8.2.6). `tag` goes into a To that has none; 100 has none of its own. */
export function response(
  request: Request,
  status: number,
  tag: string,
  headers: readonly RawHeader[] = [],
): string {
  const to = request.toTag !== '' || status === 100 ? request.to : `${request.to};tag=${tag}`;
  return written(`SIP/2.0 ${status} ${reasons[status] ?? 'Response'}`, [
    ...viasOf(request.raw).map((via) => ['Via', via] as const),
    ['From', request.from],
    ['To', to],
    ['Call-ID', request.callId],
    ['CSeq', `${request.cseq} ${request.method}`],
    ...headers,
  ]);
}

/** What a proxy never passes on: the way back is the request's own, and the rest is between two neighbours. */
const own = new Set(['via', 'from', 'to', 'call-id', 'cseq']);

/**
 * A response on its way back. Via, From, To and Call-ID are put as the request had them, so that nothing a
 * responder makes of them gets through; only its tag does.
 */
export function passedBack(request: Request, answer: Response, strip: ReadonlySet<string>): string {
  const to = request.toTag !== '' || answer.toTag === '' ? request.to : `${request.to};tag=${answer.toTag}`;
  return written(
    `SIP/2.0 ${answer.status} ${answer.reason}`,
    [
      ...viasOf(request.raw).map((via) => ['Via', via] as const),
      ['From', request.from],
      ['To', to],
      ['Call-ID', request.callId],
      ['CSeq', `${request.cseq} ${request.method}`],
      ...answer.raw.headers.filter(([name]) => !own.has(canonical(name)) && !strip.has(canonical(name))),
    ],
    answer.raw.body,
  );
}

export interface Forwarding {
  /** Request-URI. */
  readonly uri: string;
  readonly branch: string;
  readonly domain: string;
  /** The exchange stays in the way of what follows (RFC 3261 §16.6 item 4). */
  readonly recordRoute: boolean;
  /** Another To, where the called one would mean nothing to the receiver. */
  readonly to?: string;
  readonly headers: readonly RawHeader[];
  /** Lower-case names that are left out. */
  readonly strip: ReadonlySet<string>;
}

/** RFC 3261 §22.3: credentials for us are ours; a Route is never followed further than here. */
const consumed = new Set(['route', 'max-forwards', 'proxy-authorization', 'authorization']);

/** A request on its way to the next hop (RFC 3261 §16.6). */
export function forwarded(request: Request, next: Forwarding): string {
  const via = `SIP/2.0/WS ${next.domain};branch=${next.branch}`;
  const kept = request.raw.headers.filter(
    ([name]) => !consumed.has(canonical(name)) && !next.strip.has(canonical(name)),
  );
  return written(
    `${request.method} ${next.uri} SIP/2.0`,
    [
      ['Via', via],
      ...(next.recordRoute ? [['Record-Route', routeOf(next.domain)] as const] : []),
      ...kept.map((header) =>
        next.to !== undefined && canonical(header[0]) === 'to' ? (['To', next.to] as const) : header,
      ),
      ['Max-Forwards', String(request.hops - 1)],
      ...next.headers,
    ],
    request.raw.body,
  );
}

export function routeOf(domain: string): string {
  return `<sip:${domain};transport=ws;lr>`;
}

/** A request of our own, or one that goes with another of the same dialog. */
export function ownRequest(
  method: string,
  parts: {
    readonly uri: string;
    readonly branch: string;
    readonly domain: string;
    readonly from: string;
    readonly to: string;
    readonly callId: string;
    readonly cseq: number;
    readonly headers?: readonly RawHeader[];
  },
): string {
  return written(`${method} ${parts.uri} SIP/2.0`, [
    ['Via', `SIP/2.0/WS ${parts.domain};branch=${parts.branch}`],
    ['Max-Forwards', '70'],
    ['From', parts.from],
    ['To', parts.to],
    ['Call-ID', parts.callId],
    ['CSeq', `${parts.cseq} ${method}`],
    ...(parts.headers ?? []),
  ]);
}

/** `Reason` headers of a message, as they stand (RFC 3326). */
export function reasonsIn(message: Request): readonly RawHeader[] {
  return valuesOf(message.raw, 'reason').map((value) => ['Reason', value] as const);
}
