import { type Background, people, type Person, type Place } from './people.ts';
import { between, type Random, seededRandom, shuffled } from './random.ts';

export type Pace = 'calm' | 'busy';

export interface DayOptions {
  readonly seed: number;
  readonly pace: Pace;
  /** How much faster than life: of the time line and of patience, never of speech. */
  readonly speed: number;
  /** The numbers that are dialled, one or more of the site's queues. */
  readonly queues: readonly string[];
}

/** A call as it is planned: who, when, and what will be said. */
export interface PlannedCall {
  /** ms from the start of the day, speed reckoned with. */
  readonly at: number;
  readonly person: string;
  /** The number that is dialled. */
  readonly to: string;
  /** The caller's own number: +47 00 is given to nobody. */
  readonly number: string;
  readonly name?: string;
  readonly location: Place;
  /** Clips, in the order in which they are said. */
  readonly lines: readonly string[];
  /** Said when someone calls back, when there is nothing to add, and at the end; absent: nobody speaks. */
  readonly phrases?: { readonly hello: string; readonly yes: string; readonly bye: string };
  readonly background: Background;
  /** ms of waiting before the caller gives up, speed reckoned with. */
  readonly patienceMs: number;
  /** ms after which a talk is ended by the caller, whatever has been said. Never faster than life. */
  readonly talkMs: number;
  /** Calls again when the call broke or was refused. */
  readonly callsBack: boolean;
}

/** s between calls. Calm: one each two to three minutes. Busy: clusters, about 40 calls an hour. */
const calmGap = [120, 180] as const;
const burst = { size: [1, 5], within: [3, 15], between: [80, 424] } as const;
const firstAfter = [1.5, 4.5] as const;

/** Six digits, each combination once in a million calls. */
function createNumbers(random: Random): () => string {
  let at = Math.floor(random() * 1_000_000);
  return () => {
    at = (at + 381_679) % 1_000_000; // coprime to a million
    return `+4700${String(at).padStart(6, '0')}`;
  };
}

/** s from one call to the next, for ever. */
function* gapsOf(pace: Pace, random: Random): Generator<number, never> {
  yield between(random, firstAfter);
  if (pace === 'calm') for (;;) yield between(random, calmGap);
  for (;;) {
    const size = Math.floor(between(random, [burst.size[0], burst.size[1] + 1]));
    for (let call = 1; call < size; call++) yield between(random, burst.within);
    yield between(random, burst.between);
  }
}

/** Those who would dial this number. A number that nobody is written for gets the callers of 116117. */
function callersOf(queue: string): readonly Person[] {
  const own = people.filter((person) => person.dials === queue);
  return own.length > 0 ? own : people.filter((person) => person.dials === '116117');
}

/** Clips of a person. */
function clipsOf({ id, lines }: Person): Pick<PlannedCall, 'lines' | 'phrases'> {
  if (lines === 0) return { lines: [] };
  return {
    lines: Array.from({ length: lines }, (_, index) => `${id}-${index + 1}`),
    phrases: { hello: `${id}-hello`, yes: `${id}-yes`, bye: `${id}-bye` },
  };
}

/** The calls of one day, without an end. The same options give the same day. */
export function* planDay({ seed, pace, speed, queues }: DayOptions): Generator<PlannedCall, never> {
  if (!(speed > 0) || !Number.isFinite(speed)) throw new RangeError('speed must be positive');
  if (queues.length === 0) throw new RangeError('no queue to call');
  const random = seededRandom(seed);
  const newNumber = createNumbers(random);
  const gaps = gapsOf(pace, random);
  const order = shuffled(random, queues);
  const callers = new Map(queues.map((queue) => [queue, shuffled(random, callersOf(queue))]));
  let at = 0;
  for (;;) {
    at += gaps.next().value;
    const to = order.next().value;
    const person = callers.get(to)?.next().value;
    if (!person) throw new Error('nobody calls this number');
    yield {
      at: Math.round((at * 1000) / speed),
      person: person.id,
      to,
      number: newNumber(),
      ...(person.name === undefined ? {} : { name: person.name }),
      location: person.place,
      ...clipsOf(person),
      background: person.background,
      patienceMs: Math.round((between(random, person.patience) * 1000) / speed),
      talkMs: Math.round(between(random, [240, 420]) * 1000),
      callsBack: person.callsBack,
    };
  }
}
