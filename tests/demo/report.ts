import type { Event } from '@samband/telephony/contract';
import type { PartyLine } from './parties.ts';

export interface QueueFigures {
  readonly calls: number;
  readonly answered: number;
  /** Answered within the queue's limit, of all that were answered or given up; percent. */
  readonly withinLimit: number;
  /** Of the answered, ms. */
  readonly waitedMedian: number;
  readonly waitedLongest: number;
}

export interface DemoReport {
  readonly calls: number;
  readonly answered: number;
  readonly abandoned: number;
  /** Of those on the list of unanswered calls: called back, or answered when they called again. */
  readonly calledBack: number;
  readonly queues: Readonly<Record<string, QueueFigures>>;
  /** Calls that were up, and heard in both directions. */
  readonly sound: { readonly checked: number; readonly bothWays: number };
  /** What the day is not passed for; empty: it is. */
  readonly failures: readonly string[];
}

export interface DemoInput {
  readonly events: readonly Event[];
  readonly parties: readonly PartyLine[];
  /** ms by queue. */
  readonly limits: Readonly<Record<string, number>>;
}

interface Seen {
  readonly call: string;
  readonly number: string;
  readonly queue: string;
  readonly outgoing: boolean;
  waited?: number;
  up: boolean;
  heard: boolean;
  /** On the list of unanswered calls. */
  listed: boolean;
  settled: boolean;
}

/** The position's own story: every call, as its events tell it. */
function callsOf(events: readonly Event[]): Map<string, Seen> {
  const calls = new Map<string, Seen>();
  for (const event of events) {
    const { call = '' } = event;
    const seen = calls.get(call);
    if (event.type === 'call.waiting' && !seen)
      calls.set(call, begin(call, event.caller.number ?? '', event.queue ?? '', false));
    else if (event.type === 'call.dialled')
      calls.set(call, begin(call, event.target.number ?? '', event.queue ?? '', true));
    else if (seen) happen(seen, event);
  }
  return calls;
}

function happen(seen: Seen, event: Event): void {
  switch (event.type) {
    case 'call.answered':
      seen.up = true;
      seen.waited = event.waited;
      break;
    case 'call.connected':
      seen.up = true;
      break;
    case 'audio.first':
      seen.heard = true;
      break;
    case 'quality':
      // The first sound of a call that goes out is not stamped.
      seen.heard ||= seen.outgoing && event.heard > 0;
      break;
    case 'call.abandoned':
    case 'call.brokeAfterAnswer':
      seen.listed = true;
      break;
    case 'unanswered.calledBack':
      seen.settled = true;
      break;
    default:
  }
}

function begin(call: string, number: string, queue: string, outgoing: boolean): Seen {
  return { call, number, queue, outgoing, up: false, heard: false, listed: false, settled: false };
}

/** Numbers whose last word is that somebody spoke with them. */
function reached(calls: readonly Seen[]): Set<string> {
  const last = new Map<string, boolean>();
  for (const { number, up } of calls) last.set(number, up);
  return new Set([...last].flatMap(([number, up]) => (up ? [number] : [])));
}

/** What the other end heard, call by call and in order, by number. */
function heardOutside(parties: readonly PartyLine[]): Map<string, boolean[]> {
  const numbers = new Map<string, string>();
  const heard = new Map<string, boolean[]>();
  for (const line of parties) {
    if (line.type === 'called' || line.type === 'calledBack') numbers.set(line.call, line.number);
    if (line.type !== 'ended') continue;
    const number = numbers.get(line.call);
    if (number !== undefined) heard.set(number, [...(heard.get(number) ?? []), line.heard]);
  }
  return heard;
}

function figuresOf(calls: readonly Seen[], limit: number): QueueFigures {
  const waits = calls.flatMap(({ waited }) => (waited === undefined ? [] : [waited])).sort((a, b) => a - b);
  const inTime = waits.filter((waited) => waited <= limit).length;
  return {
    calls: calls.length,
    answered: waits.length,
    withinLimit: calls.length === 0 ? 100 : Math.round((inTime / calls.length) * 100),
    waitedMedian: Math.round(waits[Math.floor(waits.length / 2)] ?? 0),
    waitedLongest: Math.round(waits.at(-1) ?? 0),
  };
}

/** Judges a day: every call was answered, or listed and spoken with afterwards; every one that was up was heard both ways. */
export function reportOf({ events, parties, limits }: DemoInput): DemoReport {
  const all = [...callsOf(events).values()];
  const incoming = all.filter(({ outgoing }) => !outgoing);
  const listed = incoming.filter((call) => call.listed);
  const spokenWith = reached(all);
  const outside = heardOutside(parties);
  const up = all.filter((call) => call.up);
  const failures: string[] = [];
  for (const { call, up: wasUp, listed: isListed } of incoming)
    if (!wasUp && !isListed) failures.push(`${call}: neither answered nor listed`);
  for (const { call, number, settled } of listed)
    if (!settled && !spokenWith.has(number)) failures.push(`${call}: listed, and nobody called back`);
  let bothWays = 0;
  for (const { call, number, heard } of up) {
    const told = outside.get(number)?.shift();
    if (heard && told === true) bothWays += 1;
    else failures.push(`${call}: ${heard ? 'the caller heard nothing' : 'the operator heard nothing'}`);
  }
  const queues = Object.fromEntries(
    Object.entries(limits).map(([queue, limit]) => [
      queue,
      figuresOf(
        incoming.filter((call) => call.queue === queue),
        limit,
      ),
    ]),
  );
  return {
    calls: incoming.length,
    answered: incoming.filter((call) => call.up).length,
    abandoned: listed.length,
    calledBack: listed.filter(({ settled, number }) => settled || spokenWith.has(number)).length,
    queues,
    sound: { checked: up.length, bothWays },
    failures,
  };
}
