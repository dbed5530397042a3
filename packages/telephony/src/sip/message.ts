import { byteLength } from './values.ts';

/**
 * Bounds of one message. A larger one is not looked at beyond its head. RFC 3261 §18.1.1 asks for 65,535 bytes; a
 * location with a shape, and the additional data of RFC 7852 beside it, take more.
 */
export const limits = { bytes: 262_144, head: 65_536, headers: 256, parts: 64, depth: 3 } as const;

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
  /** Lines of the head that could not be read or were too many, by their first signs; absent: none. */
  readonly skipped?: readonly string[];
}

/** Why a message cannot be read; names a rule, never the content. */
export type Unreadable = 'tooLarge' | 'startLine' | 'headers';

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

const token = /^[A-Za-z0-9!%*_+`'~.-]{1,128}$/;

/** Blanks at its end are let pass (RFC 4475 §3.1.2.10). */
function readStartLine(line: string): StartLine | undefined {
  const response = /^SIP\/\d{1,3}\.\d{1,3} (\d{3})(?: (.{0,512}))?$/.exec(line);
  if (response) return { kind: 'response', status: Number(response[1]), reason: response[2] ?? '' };
  const request = /^(\S{1,128}) (.{1,16384}) (SIP\/\d{1,3}\.\d{1,3})[ \t]*$/.exec(line);
  const [, method = '', uri = '', version = ''] = request ?? [];
  return token.test(method) ? { kind: 'request', method, uri, version } : undefined;
}

/** Headers without which nothing works; they are never among those that are too many. */
const needed = new Set([
  'via',
  'from',
  'to',
  'call-id',
  'cseq',
  'contact',
  'record-route',
  'content-length',
  'content-type',
  'require',
]);
/** So many of the skipped are named. */
const mostNamed = 16;

/** NUL, or a bare CR or LF in a line, would be written out again by us as something else. */
function plain(text: string): string {
  return text.replaceAll(/[\0\r\n]/g, ' ').trim();
}

interface Head {
  readonly headers: RawHeader[];
  readonly skipped: string[];
}

/**
 * What is not needed and cannot be read is left out, and the message stands (RFC 3261 §8.2.2): a line without a colon,
 * a name that is none, a folded line under such a one, and what comes after too many of them.
 */
function readHeaders(lines: readonly string[]): Head {
  const read: { name: string; pieces: string[] }[] = [];
  const skipped: string[] = [];
  let current: string[] | undefined;
  let others = 0;
  const skip = (what: string): void => {
    current = undefined;
    if (skipped.length < mostNamed) skipped.push(plain(what.slice(0, 64)));
  };
  for (const line of lines) {
    if (/^[ \t]/.test(line)) {
      if (current) current.push(plain(line));
      else skip(line);
      continue;
    }
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim();
    const isNeeded = needed.has(canonical(name));
    if (!isNeeded) others += 1;
    if (!token.test(name) || (!isNeeded && others > limits.headers)) {
      skip(name === '' ? line : name);
      continue;
    }
    current = [plain(line.slice(colon + 1))];
    read.push({ name, pieces: current });
  }
  return { headers: read.map(({ name, pieces }) => [name, pieces.join(' ').trim()]), skipped };
}

interface Cut {
  readonly first: string;
  readonly lines: readonly string[];
  /** Where the body begins; undefined: the head has no end. */
  readonly bodyAt: number | undefined;
}

/**
 * The lines of the head. They end in CRLF; or in LF alone if the first one does, and not otherwise: a line feed that
 * somebody has put into a display name must not become a header that the network is taken to have asserted.
 */
function cut(text: string): Cut {
  const begin = /^(?:\r\n){0,8}/.exec(text)?.[0].length ?? 0;
  const feed = text.indexOf('\n', begin);
  const isStrict = feed < 0 || text[feed - 1] === '\r';
  const blank = isStrict ? /\r\n\r\n/g : /\r?\n\r?\n/g;
  blank.lastIndex = begin;
  const found = blank.exec(text);
  const [first = '', ...lines] = text
    .slice(begin, found?.index ?? text.length)
    .split(isStrict ? '\r\n' : /\r?\n/);
  return { first, lines, bodyAt: found ? blank.lastIndex : undefined };
}

/** Cuts a message into start line, headers and body (RFC 3261 §7). Total and bounded: never throws. */
export function readMessage(text: string): RawMessage | Unreadable {
  if (text.length > limits.bytes || byteLength(text) > limits.bytes) return 'tooLarge';
  const { first, lines, bodyAt } = cut(text);
  if (bodyAt === undefined) return 'headers';
  if (bodyAt > limits.head) return 'tooLarge';
  const start = /[\0\r\n]/.test(first) ? undefined : readStartLine(first);
  if (!start) return 'startLine';
  const { headers, skipped } = readHeaders(lines);
  const body = text.slice(bodyAt);
  return { start, headers, body, ...(skipped.length === 0 ? {} : { skipped }) };
}

/** A request that cannot be read as a whole, as far as a refusal needs it; undefined when it is none. */
export function readWreck(text: string): RawMessage | undefined {
  const { first, lines, bodyAt } = cut(text.slice(0, limits.head));
  const [, method = '', uri = ''] = /^(\S{1,128})(?: (\S{0,512}))?/.exec(first) ?? [];
  if (!token.test(method) || first.startsWith('SIP/')) return undefined;
  // The last line of a head without an end may be half a line.
  const { headers } = readHeaders(bodyAt === undefined ? lines.slice(0, -1) : lines);
  const start = { kind: 'request', method, uri, version: 'SIP/2.0' } as const;
  return headers.some(([name]) => canonical(name) === 'via') ? { start, headers, body: '' } : undefined;
}
