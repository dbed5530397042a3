import { Grammar, URI } from 'sip.js';

/**
 * sip.js drops a message whose From, To or Contact it cannot parse: `tel:` and `urn:` URIs, display names in
 * UTF-8 without quotes. Such a value is carried through sip.js inside the user part of a SIP URI and put back
 * on everything that is sent, byte for byte (RFC 3261 §8.2.6.2: From and To are copied). No table is kept, so
 * it holds for as long as the dialog does.
 */
export interface AddressCodec {
  /** The value itself when sip.js reads and writes it unharmed, else a stand-in. */
  wrap(value: string, header: 'From' | 'To' | 'Contact'): string;
  /** A message made by sip.js, with every stand-in put back. */
  restore(message: string): string;
}

const hex = {
  of: (text: string): string =>
    Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  to: (digits: string): string =>
    new TextDecoder().decode(Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))),
};

/** Longest value that is worth carrying. */
const longest = 2048;

/** What exchanges write: known to survive, and saves a run of the grammar for each header of each call. */
const plain = (() => {
  const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
  const domain = `(?:${label}\\.){1,8}[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?`;
  const ipv4 = '(?:1?[1-9]?\\d\\.){3}1?[1-9]?\\d';
  const uri = `sips?:[\\w.+-]{1,64}@(?:${domain}|${ipv4})(?::[1-9]\\d{1,4})?(?:;transport=(?:ws|udp|tcp|tls))?`;
  return new RegExp(`^(?:"[\\w .+-]{0,64}" ?)?<${uri}>(?:;tag=[\\w.-]{1,128})?$`);
})();

function survives(value: string, header: string): boolean {
  return plain.test(value) || survivesGrammar(value, header);
}

/** sip.js reads the value, and would write the same URI again. */
export function survivesGrammar(value: string, header: string): boolean {
  const parsed: unknown = Grammar.parse(value, header);
  const first: unknown = Array.isArray(parsed)
    ? (parsed[0] as { parsed?: unknown } | undefined)?.parsed
    : parsed;
  const uri = (first as { uri?: unknown } | undefined)?.uri;
  return uri instanceof URI && value.includes(uri.toRaw());
}

/** Header parameters stand after the brackets, or after the first semicolon of a bare URI (RFC 3261 §20.10). */
export function tagOf(value: string): string {
  const close = value.lastIndexOf('>');
  const tail = close < 0 ? value.slice(value.indexOf(';') + 1 || value.length) : value.slice(close + 1);
  return /(?:^|;)\s*tag\s*=\s*([^\s;,"<>]+)/i.exec(tail)?.[1] ?? '';
}

function uriOf(value: string): string {
  return /<([^<>]*)>/.exec(value)?.[1] ?? (value.split(';', 1)[0] ?? '').trim();
}

/** `marker` is a secret of this process: nobody else can make us put back what they chose. */
export function createAddressCodec(marker: string): AddressCodec {
  const inHeader = new RegExp(`<sip:${marker}-([0-9a-f]*)@wire\\.invalid>(;tag=[^\\s;,]*)?`, 'gi');
  const inStart = new RegExp(`^([A-Z]+) sip:${marker}-([0-9a-f]*)@wire\\.invalid `, 'i');
  return {
    wrap(value, header) {
      if (value.length > longest || survives(value, header)) return value;
      const tag = header === 'Contact' ? '' : tagOf(value);
      return `<sip:${marker}-${hex.of(value)}@wire.invalid>${tag === '' ? '' : `;tag=${tag}`}`;
    },
    restore(message) {
      if (!message.includes(marker)) return message;
      const end = message.indexOf('\r\n\r\n');
      const head = message
        .slice(0, end)
        .replace(inStart, (_all, method: string, digits: string) => `${method} ${uriOf(hex.to(digits))} `)
        .replace(inHeader, (_all, digits: string, tag: string | undefined) => {
          const value = hex.to(digits);
          return tagOf(value) === '' ? value + (tag ?? '') : value;
        });
      return head + message.slice(end);
    },
  };
}
