import { Grammar, URI } from 'sip.js';
import { md5 } from './md5.ts';
import { parameter, splitOutside } from './values.ts';

/**
 * sip.js drops a message whose From, To or Contact it cannot parse: `tel:` and `urn:` URIs, display names in
 * UTF-8 without quotes. Nor does it take a Via, Record-Route or Call-ID of another stack that the grammar does not
 * have, though these are only copied (RFC 3261 §8.2.6.2, §12.1.1). Such a value is carried through sip.js inside a SIP
 * URI, a token or a parameter and put back on everything that is sent, byte for byte. No table is kept, so it holds for
 * as long as the dialog does.
 */
export interface AddressCodec {
  /** The value itself when sip.js reads and writes it unharmed, else a stand-in. */
  wrap(value: string, header: 'From' | 'To' | 'Contact' | 'Record-Route'): string;
  wrapCallId(value: string): string;
  /** The topmost Via header. `otherwise` names the transaction of one without a branch (RFC 3261 §17.2.3). */
  wrapVia(value: string, otherwise: () => string): string;
  /** A message made by sip.js, with every stand-in put back. */
  restore(message: string): string;
}

const hex = {
  of: (text: string): string =>
    Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, '0')).join(''),
  to: (digits: string): string =>
    new TextDecoder().decode(Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))),
};

/** What exchanges write: known to survive, and saves a run of the grammar for each header of each call. */
const host = (() => {
  const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
  const domain = `(?:${label}\\.){1,8}[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?`;
  const ipv4 = '(?:1?[1-9]?\\d\\.){3}1?[1-9]?\\d';
  return `(?:${domain}|${ipv4})`;
})();
const plain = (() => {
  const uri = `sips?:[\\w.+-]{1,64}@${host}(?::[1-9]\\d{1,4})?(?:;transport=(?:ws|udp|tcp|tls))?`;
  return new RegExp(`^(?:"[\\w .+-]{0,64}" ?)?<${uri}>(?:;tag=[\\w.-]{1,128})?$`);
})();

const plainRoute = new RegExp(
  `^<sips?:(?:[\\w.+-]{1,64}@)?${host}(?::[1-9]\\d{1,4})?(?:;\\w{1,32}(?:=[\\w.+-]{1,128})?){0,8}>$`,
);
const plainVia = new RegExp(
  `^SIP/2\\.0/[A-Z]{2,4} ${host}(?::[1-9]\\d{1,4})?(?:;rport(?:=\\d{1,5})?)?;branch=[\\w.-]{1,128}(?:;(?:rport|alias|\\w{1,16}=[\\w.]{1,64})){0,4}$`,
);
/** `callid` of RFC 3261 §25.1. */
const plainCallId = /^[\w.!%*+`'~()<>:\\/"[\]?{}-]+(?:@[\w.!%*+`'~()<>:\\/"[\]?{}-]+)?$/;
const token = /^[\w.!%*+`'~-]{1,256}$/;

function viaSurvives(value: string): boolean {
  if (plainVia.test(value)) return true;
  // A list is read by sip.js as one, with the branch of its last.
  if (value.includes(',')) return false;
  const parsed: unknown = Grammar.parse(value, 'Via');
  return typeof parsed === 'object' && token.test((parsed as { branch?: unknown }).branch?.toString() ?? '');
}

function routeSurvives(value: string): boolean {
  if (plainRoute.test(value)) return true;
  const parsed: unknown = Grammar.parse(value, 'Record_Route');
  return Array.isArray(parsed) && parsed.length === 1;
}

function survives(value: string, header: string): boolean {
  if (header === 'Record-Route') return routeSurvives(value);
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

/** The URI of a name-addr or addr-spec (RFC 3261 §25.1), however it is written. */
export function uriOf(value: string): string {
  return /<([^<>]*)>/.exec(value)?.[1] ?? (value.split(';', 1)[0] ?? '').trim();
}

/** `marker` is a secret of this process: nobody else can make us put back what they chose. */
export function createAddressCodec(marker: string): AddressCodec {
  const inHeader = new RegExp(`<sip:${marker}-([0-9a-f]*)@wire\\.invalid>(;tag=[^\\s;,]*)?`, 'gi');
  const inCallId = new RegExp(`^(Call-ID: *)${marker}-([0-9a-f]*)`, 'im');
  const inVia = new RegExp(
    `^(Via: *)SIP/2\\.0/WSS wire\\.invalid;branch=[^;\\r]*;w=${marker}-([0-9a-f]*)`,
    'im',
  );
  const inStart = new RegExp(`^([A-Z]+) sip:${marker}-([0-9a-f]*)@wire\\.invalid `, 'i');
  return {
    wrap(value, header) {
      if (survives(value, header)) return value;
      const tag = header === 'From' || header === 'To' ? tagOf(value) : '';
      return `<sip:${marker}-${hex.of(value)}@wire.invalid>${tag === '' ? '' : `;tag=${tag}`}`;
    },
    wrapCallId: (value) => (plainCallId.test(value) ? value : `${marker}-${hex.of(value)}`),
    wrapVia(value, otherwise) {
      if (viaSurvives(value)) return value;
      const branch = parameter(splitOutside(value, ',')[0] ?? '', 'branch') ?? '';
      const named = token.test(branch) ? branch : `z9hG4bK${md5(branch === '' ? otherwise() : branch)}`;
      return `SIP/2.0/WSS wire.invalid;branch=${named};w=${marker}-${hex.of(value)}`;
    },
    restore(message) {
      if (!message.includes(marker)) return message;
      const end = message.indexOf('\r\n\r\n');
      const head = message
        .slice(0, end)
        .replace(inStart, (_all, method: string, digits: string) => `${method} ${uriOf(hex.to(digits))} `)
        .replace(inCallId, (_all, name: string, digits: string) => name + hex.to(digits))
        .replace(inVia, (_all, name: string, digits: string) => name + hex.to(digits))
        .replace(inHeader, (_all, digits: string, tag: string | undefined) => {
          const value = hex.to(digits);
          return tagOf(value) === '' ? value + (tag ?? '') : value;
        });
      return head + message.slice(end);
    },
  };
}
