import { byteLength } from './values.ts';

/** Bounds of one message. A larger one is dropped before it costs anything. */
export const limits = { bytes: 65_536, headers: 256, parts: 16, depth: 3 } as const;

/** One header: name as sent, and value with its folded lines joined. */
export type RawHeader = readonly [name: string, value: string];

export type StartLine =
  | { readonly kind: 'request'; readonly method: string; readonly uri: string; readonly version: string }
  | { readonly kind: 'response'; readonly status: number; readonly reason: string };

/** A message as it came over the wire, only cut into its pieces. */
export interface RawMessage {
  readonly start: StartLine;
  readonly headers: readonly RawHeader[];
  readonly body: string;
}

/** Why a message cannot be read; names a rule, never the content. */
export type Unreadable = 'tooLarge' | 'tooManyHeaders' | 'startLine' | 'headers';

/** RFC 3261 §7.3.3, RFC 6442, RFC 3515, RFC 6665. */
const compactForms: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
  e: 'content-encoding',
  s: 'subject',
  k: 'supported',
  r: 'refer-to',
  b: 'referred-by',
  o: 'event',
  u: 'allow-events',
  x: 'session-expires',
};

/** Header name in lower case, compact forms written out. */
export function canonical(name: string): string {
  const lower = name.toLowerCase();
  return Object.hasOwn(compactForms, lower) ? (compactForms[lower] ?? lower) : lower;
}

/** All values of a header, in order; not split at commas. */
export function valuesOf(message: RawMessage, name: string): string[] {
  return message.headers.filter((header) => canonical(header[0]) === name).map((header) => header[1]);
}

export function valueOf(message: RawMessage, name: string): string | undefined {
  return message.headers.find((header) => canonical(header[0]) === name)?.[1];
}

const token = /^[A-Za-z0-9!%*_+`'~.-]{1,64}$/;

function readStartLine(line: string): StartLine | undefined {
  const response = /^SIP\/\d{1,3}\.\d{1,3} (\d{3})(?: (.{0,512}))?$/.exec(line);
  if (response) return { kind: 'response', status: Number(response[1]), reason: response[2] ?? '' };
  const request = /^(\S{1,64}) (.{1,2048}) (SIP\/\d{1,3}\.\d{1,3})$/.exec(line);
  const [, method = '', uri = '', version = ''] = request ?? [];
  return token.test(method) ? { kind: 'request', method, uri, version } : undefined;
}

function readHeaders(lines: readonly string[]): RawHeader[] | undefined {
  const headers: RawHeader[] = [];
  for (const line of lines) {
    const last = headers.at(-1);
    if (/^[ \t]/.test(line)) {
      if (!last) return undefined;
      headers[headers.length - 1] = [last[0], `${last[1]} ${line.trim()}`.trim()];
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    if (!token.test(name)) return undefined;
    headers.push([name, line.slice(colon + 1).trim()]);
  }
  return headers;
}

/** Cuts a message into start line, headers and body (RFC 3261 §7). Total and bounded: never throws. */
export function readMessage(text: string): RawMessage | Unreadable {
  if (text.length > limits.bytes || byteLength(text) > limits.bytes) return 'tooLarge';
  const begin = /^(?:\r\n)*/.exec(text)?.[0].length ?? 0;
  const end = text.indexOf('\r\n\r\n', begin);
  if (end < 0) return 'headers';
  const [first = '', ...lines] = text.slice(begin, end).split('\r\n');
  if (lines.length > limits.headers) return 'tooManyHeaders';
  const start = readStartLine(first);
  if (!start) return 'startLine';
  const headers = readHeaders(lines);
  // NUL, a bare CR or LF inside a line would be written out again by us as something else.
  if (!headers || /[\0\r\n]/.test(first + lines.join(''))) return 'headers';
  return { start, headers, body: text.slice(end + 4) };
}
