import type { Clock } from '@samband/telephony/ports';
import { md5, unquoted } from '@samband/telephony/sip';
import type { Request } from '../wire/request.ts';

/** How long a nonce may be used, once. */
const nonceMs = 60_000;
const longest = 2048;

export type Verdict =
  | { readonly ok: true; readonly user: string }
  | { readonly ok: false; readonly why: 'none' | 'stale' | 'wrong' };

/** Digest (RFC 3261 §22.4, RFC 7616 §3): MD5, `auth`, each nonce good for one request within a minute. */
export interface Digest {
  /** Value of WWW-Authenticate or Proxy-Authenticate. */
  challenge(stale: boolean): string;
  /** `header`: the values of Authorization or Proxy-Authorization. */
  check(request: Request, header: readonly string[]): Verdict;
}

/** Parameters of a Digest credential; undefined when it is something else. */
export function credentialsIn(value: string): ReadonlyMap<string, string> | undefined {
  const text = value.length > longest ? undefined : /^digest\s+([\s\S]*)$/i.exec(value)?.[1];
  if (text === undefined) return undefined;
  const found = text.matchAll(/([a-z]{2,16})\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,"]*)/gi);
  return new Map([...found].map(([, name = '', item = '']) => [name.toLowerCase(), unquoted(item)]));
}

/** As long for a wrong text as for the right one. */
function same(a: string, b: string): boolean {
  let different = a.length ^ b.length;
  for (let at = 0; at < b.length; at += 1)
    different |= a.charCodeAt(at % Math.max(1, a.length)) ^ b.charCodeAt(at);
  return different === 0;
}

export function createDigest(deps: {
  readonly clock: Clock;
  readonly realm: string;
  /** Known to this exchange only: makes its nonces known again without a list of them. */
  readonly secret: string;
  /** Used nonces that are remembered; when there are more, older ones count as stale. */
  readonly mostUsed?: number;
  ha1Of(user: string): string | undefined;
}): Digest {
  const { clock, realm, secret, mostUsed = 10_000 } = deps;
  /** Number of a nonce to the time it was made at, in the order of use: no text, which would keep its message alive. */
  const used = new Map<number, number>();
  let count = 0;
  /** Nonces made before this are no longer told from used ones. */
  let notBefore = -Infinity;

  const seal = (at: number, number: string): string => md5(`${at}:${number}:${secret}`);

  function newNonce(): string {
    count += 1;
    const at = Math.floor(clock.mono());
    const number = count.toString(36);
    return `${at.toString(36)}.${number}.${seal(at, number)}`;
  }

  /** When it was made, if it was made here and is still good. */
  function fresh(nonce: string): { readonly at: number; readonly number: number } | undefined {
    const [, time = '', number = '', mark = ''] =
      /^([0-9a-z]{1,12})\.([0-9a-z]{1,12})\.([0-9a-f]{32})$/.exec(nonce) ?? [];
    const at = Number.parseInt(time, 36);
    if (mark === '' || !same(mark, seal(at, number))) return undefined;
    const now = clock.mono();
    const known = { at, number: Number.parseInt(number, 36) };
    return at >= notBefore && now - at <= nonceMs && !used.has(known.number) ? known : undefined;
  }

  function spend({ at, number }: { readonly at: number; readonly number: number }): void {
    used.set(number, at);
    for (const [oldest, madeAt] of used) {
      if (clock.mono() - madeAt <= nonceMs && used.size <= mostUsed) break;
      used.delete(oldest);
      if (clock.mono() - madeAt <= nonceMs) notBefore = Math.max(notBefore, madeAt + 1);
    }
  }

  function check(request: Request, header: readonly string[]): Verdict {
    const given = header.map(credentialsIn).find((item) => item?.get('realm') === realm);
    if (!given) return { ok: false, why: 'none' };
    const get = (name: string): string => given.get(name) ?? '';
    const user = get('username');
    const ha1 = deps.ha1Of(user);
    const ha2 = md5(`${request.method}:${get('uri')}`);
    const proof = [ha1 ?? secret, get('nonce'), get('nc'), get('cnonce'), 'auth', ha2].join(':');
    // A wrong secret and an unknown user take as long and are told as one.
    const matches = same(get('response').toLowerCase(), md5(proof));
    const right = matches && ha1 !== undefined && get('uri') === request.uri && get('qop') === 'auth';
    const nonce = fresh(get('nonce'));
    // RFC 7616 §3.3: stale is said to those only who know the secret.
    if (!nonce) return { ok: false, why: right ? 'stale' : 'none' };
    spend(nonce);
    return right ? { ok: true, user } : { ok: false, why: 'wrong' };
  }

  return {
    challenge: (stale) =>
      `Digest realm="${realm}", nonce="${newNonce()}", algorithm=MD5, qop="auth"${stale ? ', stale=true' : ''}`,
    check,
  };
}
