import { createHash, randomBytes } from 'node:crypto';

/** A SIP message taken apart just far enough for smoke tests; header names in lower case. */
export type SipText = { start: string; headers: ReadonlyMap<string, readonly string[]>; body: string };

export function parseSip(text: string): SipText {
  const end = text.indexOf('\r\n\r\n');
  const [start = '', ...lines] = text.slice(0, end === -1 ? undefined : end).split('\r\n');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return { start, headers, body: end === -1 ? '' : text.slice(end + 4) };
}

export function header(message: SipText, name: string): string | undefined {
  return message.headers.get(name.toLowerCase())?.[0];
}

export function random(): string {
  return randomBytes(6).toString('hex');
}

/** A digest answer to a challenge, RFC 2617 without qop. */
export function digest(challenge: string, user: string, ha1: string, method: string, uri: string): string {
  const realm = /realm="([^"]*)"/.exec(challenge)?.[1] ?? '';
  const nonce = /nonce="([^"]*)"/.exec(challenge)?.[1] ?? '';
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  const response = md5(`${ha1}:${nonce}:${md5(`${method}:${uri}`)}`);
  return `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=MD5`;
}
