import type { Clock } from '@samband/telephony/ports';
import { parameter, splitOutside, valueOf, valuesOf } from '@samband/telephony/sip';
import type { RawHeader } from '@samband/telephony/sip';
import type { Line } from '../lines.ts';
import type { Request } from '../wire/request.ts';
import { readUri, uriIn } from '../wire/uri.ts';
import type { Binding, Bindings } from './bindings.ts';

const usualSeconds = 600;
const longestSeconds = 3600;
/** Contacts at one address: two flows for each of many positions. */
const mostContacts = 128;
const mostInRequest = 8;

export interface Answer {
  readonly status: number;
  readonly headers: readonly RawHeader[];
}

export interface RegisterDeps {
  readonly clock: Clock;
  readonly bindings: Bindings;
  /** May this user register at that address? */
  mayRegister(user: string, aor: string): boolean;
  /** The same instance has come over another connection (RFC 5626 §6): the older one is of no more use. */
  handleReplaced(line: Line): void;
  /** `isNew`: it was not, or over another connection. */
  handleBound(binding: Binding, isNew: boolean): void;
  handleUnbound(binding: Binding): void;
}

interface Wish {
  readonly value: string;
  readonly contact: string;
  readonly key: string;
  readonly seconds: number;
}

const refused = (status: number): Answer => ({ status, headers: [] });

/** Seconds of an `expires`; what cannot be read is as if it were not there (RFC 3261 §10.3 item 7). */
function secondsOf(text: string | undefined, otherwise: number): number {
  return text !== undefined && /^\d{1,10}$/.test(text.trim())
    ? Math.min(Number(text), longestSeconds)
    : otherwise;
}

function wishOf(value: string, general: number): Wish | undefined {
  const contact = uriIn(value);
  if (value.length > 1024 || (readUri(contact)?.host ?? '') === '') return undefined;
  const instance = parameter(value, '+sip.instance');
  const key = instance
    ? `${instance.toLowerCase()} ${parameter(value, 'reg-id') ?? '0'}`
    : contact.toLowerCase();
  const seconds = secondsOf(parameter(value, 'expires'), general);
  return { value: value.replaceAll(/;\s*expires\s*=\s*[^;,\s]*/gi, ''), contact, key, seconds };
}

/** REGISTER of a user that has proved who it is (RFC 3261 §10.3). */
export function register(deps: RegisterDeps, request: Request, line: Line, user: string): Answer {
  const { bindings, clock } = deps;
  const aor = readUri(uriIn(request.to))?.user ?? '';
  if (!deps.mayRegister(user, aor)) return refused(403);
  const values = valuesOf(request.raw, 'contact').flatMap((value) => splitOutside(value, ','));
  const general = secondsOf(valueOf(request.raw, 'expires'), usualSeconds);
  const mine = bindings.of(aor).filter((binding) => binding.user === user);
  if (values[0] === '*') {
    if (values.length > 1 || general !== 0) return refused(400);
    for (const binding of mine) unbind(deps, binding);
    return accepted();
  }
  const wishes = values.slice(0, mostInRequest).map((value) => wishOf(value, general));
  if (values.length > mostInRequest || wishes.includes(undefined)) return refused(400);
  if (bindings.of(aor).length + wishes.length > mostContacts) return refused(503);
  const isLate = (wish: Wish): boolean =>
    mine.some((old) => old.key === wish.key && old.callId === request.callId && old.cseq >= request.cseq);
  const all = wishes.filter((wish) => wish !== undefined);
  // RFC 3261 §10.3 item 7: a REGISTER that was overtaken changes nothing.
  if (all.some(isLate)) return refused(500);
  for (const wish of all) grant(wish);
  return accepted();

  function grant(wish: Wish): void {
    const old = mine.find((binding) => binding.key === wish.key);
    if (wish.seconds === 0) return old ? unbind(deps, old) : undefined;
    const { key, value, contact } = wish;
    const made = { aor, user, key, value, contact, line, callId: request.callId, cseq: request.cseq };
    bindings.add(made, wish.seconds * 1000);
    const bound = bindings.of(aor).find((binding) => binding.key === key);
    if (old && old.line !== line) deps.handleReplaced(old.line);
    if (bound) deps.handleBound(bound, old?.line !== line);
  }

  function accepted(): Answer {
    const left = (binding: Binding): number =>
      Math.max(1, Math.round((binding.expiresAt - clock.mono()) / 1000));
    return {
      status: 200,
      headers: [
        ...bindings
          .of(aor)
          .map((binding) => ['Contact', `${binding.value};expires=${left(binding)}`] as const),
        // RFC 7231 §7.1.1.2: what consoles set their clocks by.
        ['Date', new Date(clock.wall()).toUTCString()],
      ],
    };
  }
}

function unbind(deps: RegisterDeps, binding: Binding): void {
  deps.bindings.remove(binding);
  deps.handleUnbound(binding);
}
