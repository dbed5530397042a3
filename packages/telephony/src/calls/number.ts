import type { Caller, Site } from '../contract/index.ts';
import { fillTemplate, unknownCaller } from '../contract/index.ts';

export interface Target {
  /** Request-URI of the call. */
  readonly uri: string;
  /** As the operator sees it. */
  readonly caller: Caller;
}

const noise = /[\s().\-/]/g;
const dialable = /^(\+\d{3,20}|[\d*#]{1,24})$/;
const user = /^[\w.!~*'+$&=-]{1,64}$/;
/** Numbers of the house are shorter than any outside number that is not listed as short. */
const houseDigits = 4;

/**
 * Whom a text means to call: a SIP or tel URI, a number, or a user of the exchange. Short numbers (110, 02800 …) are
 * untouched; other numbers get the site's prefix for an outside line. Undefined: cannot be dialled.
 */
export function targetOf(text: string, site: Site): Target | undefined {
  const domain = site.exchange.domain;
  const given = fillTemplate(text.trim(), { domain });
  if (/^sips?:/i.test(given)) {
    if (!/^sips?:[^\s<>"@]{1,64}@[^\s<>"]{1,253}$/i.test(given)) return undefined;
    return { uri: given, caller: { ...unknownCaller, ...numberIn(given), uri: given } };
  }
  const number = given.replace(/^tel:/i, '').replace(/;.*$/, '').replace(noise, '');
  if (dialable.test(number)) {
    const uri = `sip:${dialled(number, site)}@${domain}`;
    return { uri, caller: { ...unknownCaller, number, uri } };
  }
  if (!user.test(given)) return undefined;
  const uri = `sip:${given}@${domain}`;
  return { uri, caller: { ...unknownCaller, name: given, uri } };
}

function numberIn(uri: string): Pick<Caller, 'number'> {
  const part = uri.replace(/^sips?:/i, '').split(/[@;]/, 1)[0] ?? '';
  return dialable.test(part) ? { number: part } : {};
}

function dialled(number: string, site: Site): string {
  const { short, outside } = site.numbers;
  if (outside === undefined || short.includes(number)) return number;
  if (number.startsWith('+')) return `${outside}00${number.slice(1)}`;
  const isHouse = number.length <= houseDigits || /[*#]/.test(number);
  return isHouse || number.startsWith(`${outside}00`) ? number : `${outside}${number}`;
}

/** Whom to call back. A number is dialled through the own exchange; a URI only where there is no number. */
export function callBackTarget(caller: Caller, site: Site): Target | undefined {
  return targetOf(caller.number ?? caller.uri ?? '', site);
}
