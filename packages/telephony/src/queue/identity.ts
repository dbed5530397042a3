import type { Caller, Location, QueueOfSite, Site } from '../contract/index.ts';
import { unknownCaller } from '../contract/index.ts';
import type { Logger, RequestFacts } from '../ports/index.ts';
import { queueOf } from './classify.ts';
import type { CallIdentity, IdentityReader } from './reader.ts';

/** One INVITE, read. */
export interface Offered {
  /** The row it belongs to, if there is none yet with its `alias`. */
  readonly call: string;
  /** Call-ID and From-tag: the same in every branch of one INVITE. */
  readonly alias: string;
  readonly caller: Caller;
  readonly locations: Location[];
  readonly dialled: string;
  readonly queue: QueueOfSite | undefined;
  readonly identity: CallIdentity;
  readonly unattended: boolean;
}

const longestName = 256;

/** A name within the contract's bound; a longer one keeps its beginning and a digest of the whole (FNV-1a). */
export function bounded(name: string): string {
  if (name.length <= longestName) return name;
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return `${name.slice(0, longestName - 16)}#${(hash >>> 0).toString(16)}`;
}

/** The exchange rings here because nobody is ready: X-Alarm, or Alert-Info (RFC 3261 §20.4) with the word in it. */
export function isUnattended(facts: RequestFacts): boolean {
  return facts.headers.some(([name, value]) => {
    const header = name.toLowerCase();
    return (header === 'x-alarm' || header === 'alert-info') && value.toLowerCase().includes('unattended');
  });
}

/** Reads an INVITE. A header that cannot be read costs what it says, never the call. */
export function readOffer(facts: RequestFacts, site: Site, reader: IdentityReader, logger: Logger): Offered {
  const read = <T>(what: string, get: () => T, otherwise: T): T => {
    try {
      return get();
    } catch (cause) {
      logger.warn('queue: part of an INVITE could not be read', {
        what,
        why: cause instanceof Error ? cause.name : 'unknown',
      });
      return otherwise;
    }
  };
  const alias = bounded(`${facts.callId};${facts.fromTag}`);
  const identity = read('identity', () => reader.callIdentityOf(facts, site.exchange.headers), {});
  const dialled = read('dialled', () => reader.dialledOf(facts), '').slice(0, 128);
  const unattended = isUnattended(facts);
  return {
    call: identity.call ? bounded(identity.call) : alias,
    alias,
    caller: read('caller', () => reader.callerOf(facts), unknownCaller),
    locations: [...read('locations', () => reader.locationsOf(facts), [])],
    dialled,
    queue: queueOf(site, dialled, unattended),
    identity,
    unattended,
  };
}

const oldestMs = 24 * 3_600_000;

/** What the exchange's stamps are read by. */
export interface ExchangeTime {
  /** PC's clock minus the exchange's, ms, as it was last measured. */
  readonly skewMs: number;
  /** UTC ms of the exchange at the origin of the monotonic clock, as it was last measured. */
  readonly originMs: number;
}

/** Two ways of reckoning agree within this; beyond it a clock was set. */
const agreeMs = 1000;

/**
 * When a call came in, on the monotonic clock: the exchange's stamp, or now. Since the exchange's clock was last
 * measured, ours may have been set, or that of both together (an exchange on this PC). One of two ways of reckoning is
 * then absurd: the call comes from the future, or has waited for as much longer as the clock was moved. The shorter
 * wait is right.
 */
export function sinceOf(
  cameIn: number | undefined,
  { skewMs, originMs }: ExchangeTime,
  { wall, mono }: { readonly wall: number; readonly mono: number },
): number {
  if (cameIn === undefined) return mono;
  const byMono = cameIn - originMs;
  const byWall = mono - (wall - skewMs - cameIn);
  const ways = Math.abs(byMono - byWall) > agreeMs ? [byMono, byWall] : [byMono];
  const credible = ways.filter((since) => since <= mono && mono - since <= oldestMs);
  return credible.length === 0 ? mono : Math.max(...credible);
}
