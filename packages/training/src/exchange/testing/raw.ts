import { md5 } from '@samband/telephony/sip';
import type { Exchange, Side } from '../index.ts';
import { domain, ha1Of } from './config.ts';

/** One connection, by hand: messages as text, at once. */
export interface Raw {
  readonly sent: string[];
  readonly closed: () => boolean;
  give(text: string): void;
  /** What came since the last look. */
  news(): string[];
  /** A request, and again with its proof when one is asked for. Its last response's first line. */
  ask(text: string, user: string, ha1?: string): string;
  close(): void;
}

export const startLine = (text: string | undefined): string => (text ?? '').split('\r\n', 1)[0] ?? '';

/** A header of a raw message, '' when it is absent. */
export function headerOf(text: string | undefined, name: string): string {
  return new RegExp(`^${name}: ?(.*)$`, 'im').exec(text ?? '')?.[1]?.trim() ?? '';
}

export function raw(exchange: Exchange, side: Side): Raw {
  const sent: string[] = [];
  let seen = 0;
  let closed = false;
  const accepted = exchange.accept({
    side,
    send: (text) => void sent.push(text),
    close: () => {
      closed = true;
    },
  });
  const self: Raw = {
    sent,
    closed: () => closed,
    give: (text) => accepted.handleText(text),
    news() {
      const fresh = sent.slice(seen);
      seen = sent.length;
      return fresh;
    },
    ask(text, user, ha1 = ha1Of(user) ?? '') {
      const before = sent.length;
      self.give(text);
      const challenge = sent.slice(before).find((answer) => /^SIP\/2\.0 40[17] /.test(answer));
      if (challenge === undefined) return startLine(sent.at(-1));
      self.give(proved(text, challenge, user, ha1));
      return startLine(sent.at(-1));
    },
    close: () => accepted.handleClosed(),
  };
  return self;
}

/** The request with the answer to a challenge, as the next of its Call-ID. */
export function proved(text: string, challenge: string, user: string, ha1: string): string {
  const [, nonce = ''] = /nonce="([^"]*)"/.exec(challenge) ?? [];
  const [, realm = ''] = /realm="([^"]*)"/.exec(challenge) ?? [];
  const [method = '', uri = ''] = startLine(text).split(' ');
  const response = md5([ha1, nonce, '00000001', 'abc', 'auth', md5(`${method}:${uri}`)].join(':'));
  const name = challenge.startsWith('SIP/2.0 401') ? 'Authorization' : 'Proxy-Authorization';
  const header = `${name}: Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=MD5, qop=auth, cnonce="abc", nc=00000001`;
  return text
    .replace('\r\n', `\r\n${header}\r\n`)
    .replace(/^CSeq: (\d+)/m, (_all, number: string) => `CSeq: ${Number(number) + 1}`)
    .replace(/branch=([\w.]+)/, 'branch=$1x');
}

let count = 0;

export interface Parts {
  readonly uri?: string;
  readonly from?: string;
  readonly to?: string;
  readonly callId?: string;
  readonly cseq?: number;
  readonly branch?: string;
  readonly contact?: string;
  readonly extra?: readonly string[];
  readonly body?: string;
}

/** A well-formed request, unless `parts` say otherwise. */
export function message(method: string, parts: Parts = {}): string {
  count += 1;
  const body = parts.body ?? '';
  const uri = parts.uri ?? `sip:113@${domain}`;
  return [
    `${method} ${uri} SIP/2.0`,
    `Via: SIP/2.0/WS raw.invalid;branch=${parts.branch ?? `z9hG4bKraw${count}`}`,
    `From: ${parts.from ?? `<sip:raw@${domain}>;tag=raw${count}`}`,
    `To: ${parts.to ?? `<${uri}>`}`,
    `Call-ID: ${parts.callId ?? `raw-${count}`}`,
    `CSeq: ${parts.cseq ?? 1} ${method}`,
    'Max-Forwards: 70',
    `Contact: ${parts.contact ?? '<sip:raw@raw.invalid;transport=ws>'}`,
    ...(parts.extra ?? []),
    `Content-Length: ${new TextEncoder().encode(body).length}`,
    '',
    body,
  ].join('\r\n');
}

export function registration(
  user: string,
  aor: string,
  parts: Parts & { readonly seconds?: number } = {},
): string {
  const address = `<sip:${aor}@${domain}>`;
  const contact = `<sip:${user}@raw.invalid;transport=ws>;expires=${parts.seconds ?? 600}`;
  count += 1;
  return message('REGISTER', {
    uri: `sip:${domain}`,
    from: `${address};tag=reg${count}`,
    to: address,
    contact,
    ...parts,
  });
}
