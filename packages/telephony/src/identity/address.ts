import { cleanText } from '../contract/index.ts';

/** name-addr or addr-spec (RFC 3261 §25.1), read tolerantly. */
export interface Address {
  readonly name?: string;
  readonly uri: string;
}

const longest = { name: 256, uri: 512, number: 64 } as const;

/** The display name and URI of a header value; undefined when there is no URI in it. */
export function readAddress(value: string): Address | undefined {
  const quoted = /^\s*"((?:[^"\\]|\\[\s\S])*)"/.exec(value);
  const rest = quoted ? value.slice(quoted[0].length) : value;
  const inside = /<([^<>]*)>/.exec(rest);
  const written = (inside ? (inside[1] ?? '') : (rest.split(';', 1)[0] ?? '')).trim();
  // No URI has a blank in it (RFC 3986 §2): an unseen sign in a number is no part of it.
  const uri = written.length > longest.uri ? '' : cleanText(written, longest.uri).replaceAll(' ', '');
  if (!/^[a-z][a-z0-9+.-]*:[^\s]/i.test(uri)) return undefined;
  const spoken = quoted
    ? (quoted[1] ?? '').replaceAll(/\\([\s\S])/g, '$1')
    : inside
      ? rest.slice(0, inside.index)
      : '';
  const name = cleanText(spoken, longest.name);
  return name === '' ? { uri } : { name, uri };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: it stands for itself.
    return text;
  }
}

/** User part of a SIP URI, number of a tel: URI; '' when there is none. */
export function userOf(uri: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):([\s\S]*)$/i.exec(uri) ?? [];
  if (/^tel$/i.test(scheme)) return (rest.split(';', 1)[0] ?? '').trim();
  if (!/^sips?$/i.test(scheme)) return '';
  const at = rest.lastIndexOf('@');
  // Parameters of the user part (RFC 3261 §19.1.6) and a password are not the user.
  return at < 0 ? '' : unescaped((rest.slice(0, at).split(/[;:]/, 1)[0] ?? '').trim());
}

/** Host of a SIP URI in lower case. */
export function hostOf(uri: string): string {
  const rest = /^sips?:([\s\S]*)$/i.exec(uri)?.[1] ?? '';
  return (rest.slice(rest.lastIndexOf('@') + 1).split(/[;:?]/, 1)[0] ?? '').toLowerCase();
}

/** The number as received, its visual separators left out (RFC 3966 §5.1.1); undefined when it is none. */
export function numberOf(uri: string): string | undefined {
  const number = userOf(uri).replaceAll(/[-.() ]/g, '');
  return /^\+?[0-9*#]{1,63}$/.test(number) && number.length <= longest.number ? number : undefined;
}
