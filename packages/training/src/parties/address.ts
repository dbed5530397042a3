import type { RequestFacts } from '@samband/telephony/ports';

function userOf(value: string): string {
  const uri = /<([^<>]{1,512})>/.exec(value)?.[1] ?? value.split(';', 1)[0] ?? '';
  const [, user = ''] = /^\s*(?:sips?:([^@;?]{1,128})@|tel:)/i.exec(uri) ?? [];
  const plain = /^\s*tel:/i.test(uri) ? (uri.trim().slice(4).split(';', 1)[0] ?? '') : user;
  try {
    return decodeURIComponent(plain).slice(0, 128);
  } catch {
    // A stray percent sign: the name is taken as it stands.
    return plain.slice(0, 128);
  }
}

function first(facts: RequestFacts, ...names: string[]): string | undefined {
  return facts.headers.find(([name]) => names.includes(name.toLowerCase()))?.[1];
}

/** Whom a call was for: P-Called-Party-ID (RFC 7315 §4.2) is of the exchange, To of the one who calls. '' when it does not say. */
export function dialledOf(facts: RequestFacts): string {
  return userOf(first(facts, 'p-called-party-id') ?? first(facts, 'to', 't') ?? '');
}

/** Under which number a caller is found: a Norwegian number is the same with and without its country code. */
export function numberKey(user: string): string {
  const digits = user.replaceAll(/[-.() ]/g, '');
  return /^(?:\+47|0047)?\d{8}$/.test(digits) ? digits.slice(-8) : digits;
}

/** A display name and an address (RFC 3261 §20.10). */
export function nameAddress(name: string | undefined, uri: string): string {
  if (name === undefined) return `<${uri}>`;
  return `"${name.replaceAll(/[\\"]/g, String.raw`\$&`)}" <${uri}>`;
}
