import { type Caller, cleanText } from '../contract/index.ts';
import type { RequestFacts } from '../ports/index.ts';
import { type Address, hostOf, numberOf, readAddress, userOf } from './address.ts';
import { listValues, rawValues, splitValues } from './header.ts';

/** RFC 3261 §8.1.1.3, RFC 3323 §4.1.1.3: From of a caller who does not tell. */
function isAnonymous(uri: string): boolean {
  return hostOf(uri) === 'anonymous.invalid' || userOf(uri).toLowerCase() === 'anonymous';
}

/** RFC 3323 §4.2, RFC 3325 §9.3: the caller asked that it be kept from the other end. */
function asksPrivacy(facts: RequestFacts): boolean {
  const wishes = rawValues(facts, 'privacy').flatMap((value) => value.toLowerCase().split(/[;,\s]+/));
  return wishes.some((wish) => ['id', 'user', 'header', 'history'].includes(wish));
}

function telling(address: Address): boolean {
  return /^(?:sips?|tel):/i.test(address.uri) && !isAnonymous(address.uri);
}

/** tel: names a number in E.164, where sip: may name an account (RFC 3325 §9.1 allows one of each). */
function byNumber(a: Address, b: Address): number {
  const rank = ({ uri }: Address): number => (numberOf(uri) === undefined ? 2 : /^tel:/i.test(uri) ? 0 : 1);
  return rank(a) - rank(b);
}

function described(chosen: Address, names: readonly (string | undefined)[]): Partial<Caller> {
  const number = numberOf(chosen.uri);
  const name = names.find((spoken) => spoken !== undefined && spoken.replaceAll(/\s/g, '') !== number);
  return {
    ...(number === undefined ? {} : { number }),
    ...(name === undefined ? {} : { name }),
    uri: chosen.uri,
  };
}

/**
 * Who calls. What the network asserts goes before what the caller says (RFC 3325 §9.1), also when the caller
 * wants to be withheld: an emergency centre is told. A name that only the caller gives is not put on a number
 * that the network gives.
 */
export function callerOf(facts: RequestFacts): Caller {
  const asserted = listValues(facts, 'p-asserted-identity')
    .map(readAddress)
    .filter((address) => address !== undefined)
    .filter(telling);
  const from = readAddress(rawValues(facts, 'from')[0] ?? '');
  const withheld = asksPrivacy(facts) || (from !== undefined && isAnonymous(from.uri));
  const [network] = [...asserted].sort(byNumber);
  if (network) {
    const names = [network.name, ...asserted.map((address) => address.name)];
    return { ...described(network, names), withheld, assertedBy: 'network' };
  }
  if (from && telling(from)) return { ...described(from, [from.name]), withheld, assertedBy: 'caller' };
  return { withheld, assertedBy: 'none' };
}

/** What the caller dialled: user part or number of To, a service URN as it is (RFC 5031). At most 128 signs. */
export function dialledOf(facts: RequestFacts): string {
  const uri = readAddress(rawValues(facts, 'to')[0] ?? '')?.uri ?? '';
  if (/^urn:/i.test(uri)) return uri.toLowerCase().slice(0, 128);
  // A SIP user is an account and stays as it is written; visual separators are a matter of tel:.
  return cleanText((/^tel:/i.test(uri) ? numberOf(uri) : undefined) ?? userOf(uri), 128);
}

/** History-Info's `index` (RFC 7044 §5.1): 1, 1.1, 1.1.1 … in the order of forwarding. */
function indexOf(value: string): number[] {
  const index = splitValues(value, ';')
    .map((item) => /^index\s*=\s*([\d.]{1,64})$/i.exec(item)?.[1])
    .find((found) => found !== undefined);
  return (index ?? '').split('.').map(Number);
}

function before(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, place) => part !== b[place]);
  return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

/** Numbers or users that the call was for before it was sent on here, oldest first; at most 8. */
export function divertedOf(facts: RequestFacts): string[] {
  const history = listValues(facts, 'history-info').sort((a, b) => before(indexOf(a), indexOf(b)));
  // RFC 5806 §4.2: the latest diversion is on top. History-Info's last entry is where the call is now.
  const chain = history.length > 0 ? history.slice(0, -1) : listValues(facts, 'diversion').reverse();
  return chain
    .map((value) => readAddress(value)?.uri ?? '')
    .map((uri) => cleanText(numberOf(uri) ?? userOf(uri), 128))
    .filter((user) => user !== '')
    .slice(0, 8);
}
