/** An address as far as an exchange needs it. */
export interface SipUri {
  readonly scheme: 'sip' | 'sips' | 'tel' | 'urn';
  /** Decoded user part, number without separators, or the URN itself in lower case. */
  readonly user: string;
  /** Host and port in lower case; '' for tel: and urn:. */
  readonly host: string;
}

const sip =
  /^(sips?):(?:([^@\s<>"]{0,256})@)?((?:\[[0-9a-f:.]{2,45}\]|[a-z0-9.-]{1,253})(?::\d{1,5})?)(?:[;?][^\s<>"]{0,1024})?$/i;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray percent sign: the name is taken as it stands.
    return text;
  }
}

/** Reads a URI; undefined when it is none of the four schemes or not well formed. Total. */
export function readUri(text: string): SipUri | undefined {
  const [, scheme, user, host] = sip.exec(text) ?? [];
  if (scheme !== undefined && host !== undefined)
    return {
      scheme: scheme.toLowerCase() === 'sips' ? 'sips' : 'sip',
      user: decoded((user ?? '').split(/[:;]/, 1)[0] ?? ''),
      host: host.toLowerCase(),
    };
  const tel = /^tel:([^;\s<>"]{1,64})(?:;[^\s<>"]{0,256})?$/i.exec(text)?.[1];
  if (tel !== undefined) return { scheme: 'tel', user: tel.replaceAll(/[-.()]/g, ''), host: '' };
  if (/^urn:[a-z0-9:.-]{1,128}$/i.test(text)) return { scheme: 'urn', user: text.toLowerCase(), host: '' };
  return undefined;
}

/** The URI of a name-addr or addr-spec (RFC 3261 §20.10). */
export function uriIn(value: string): string {
  const unnamed = value.replace(/^\s*"(?:[^"\\]|\\[\s\S])*"/, '');
  return /<([^<>]*)>/.exec(unnamed)?.[1] ?? (unnamed.split(';', 1)[0] ?? '').trim();
}

/** What two contacts of the same agent have in common, whatever their parameters (RFC 3261 §19.1.4, simplified). */
export function sameAgent(a: string, b: string): boolean {
  const [one, other] = [readUri(a), readUri(b)];
  return one !== undefined && other !== undefined && one.user === other.user && one.host === other.host;
}
