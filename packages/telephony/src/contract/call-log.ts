import { z } from 'zod';
import { callerSchema } from './caller.ts';
import type { Event } from './event.ts';

/**
 * How a call ended for this position. answered: spoken with. abandoned: gave up in the queue. elsewhere: a colleague
 * took it, or it was left to others at a change of role. broke: ended within a moment of the answer. noAnswer: dialled,
 * never up. missed: came during an outage. open: not over, or the log ends before it.
 */
export const outcomes = [
  'answered',
  'abandoned',
  'elsewhere',
  'broke',
  'noAnswer',
  'missed',
  'open',
] as const;

/** One call of this position, as its event log tells it. Personal data throughout. */
export const callLogEntrySchema = z.object({
  call: z.string().max(256),
  direction: z.enum(['incoming', 'outgoing']),
  caller: callerSchema,
  dialled: z.string().max(256),
  queue: z.string().optional(),
  category: z.string().optional(),
  outcome: z.enum(outcomes),
  /** UTC ms: came in, or was dialled. */
  at: z.number(),
  /** ms from `at` to the answer, or to the end without one. */
  waited: z.number().optional(),
  /** ms; absent when it never came up. */
  talked: z.number().optional(),
  /** Role and operator at the position when it ended. */
  role: z.string().max(64),
  operator: z.string().max(128).optional(),
  note: z.string().max(4000).optional(),
});
export type CallLogEntry = z.infer<typeof callLogEntrySchema>;

export const callLogQuerySchema = z.object({
  /** Digits match numbers however they are grouped; words match name, line, note, operator. All words must match. */
  text: z.string().max(128).default(''),
  /** Only calls that began before this moment, UTC ms: the next page. */
  before: z.number().optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type CallLogQuery = z.input<typeof callLogQuerySchema>;

export const callLogPageSchema = z.object({
  entries: z.array(callLogEntrySchema).max(200),
  /** There are older ones. */
  more: z.boolean(),
  /** The log could not be read whole. */
  damaged: z.boolean(),
});
export type CallLogPage = z.infer<typeof callLogPageSchema>;

/** The entry of one call after one more event; undefined: the event says nothing of it. */
function logged(
  entry: CallLogEntry | undefined,
  event: Event,
  operator: string | undefined,
): CallLogEntry | undefined {
  const at = Date.parse(event.wall);
  const who = { role: event.role, ...(operator === undefined ? {} : { operator }) };
  if (event.call === undefined) return undefined;
  if (event.type === 'call.waiting') {
    const { caller, dialled, queue, category, since } = event;
    const begun = { call: event.call, direction: 'incoming', outcome: 'open', at: since, ...who } as const;
    // Offered again after the answer or the end: one call, its first moment stands.
    return { ...begun, ...entry, caller, dialled, category, ...(queue === undefined ? {} : { queue }) };
  }
  if (event.type === 'call.dialled') {
    const { target, dialled, queue } = event;
    const begun = { call: event.call, direction: 'outgoing', outcome: 'open', at, ...who } as const;
    return { ...begun, caller: target, dialled, ...(queue === undefined ? {} : { queue }) };
  }
  if (!entry) return undefined;
  switch (event.type) {
    case 'call.updated':
      return event.caller ? { ...entry, caller: event.caller } : undefined;
    case 'call.answered':
      return { ...entry, ...who, outcome: 'answered', waited: event.waited };
    case 'call.connected':
      return entry.outcome === 'answered'
        ? undefined
        : { ...entry, ...who, outcome: 'answered', waited: event.waited ?? Math.max(0, at - entry.at) };
    case 'call.left':
      // It waits on, at others.
      return entry.outcome === 'open' ? { ...entry, ...who, outcome: 'elsewhere' } : undefined;
    case 'call.answeredElsewhere':
      return { ...entry, ...who, outcome: 'elsewhere' };
    case 'call.abandoned':
      return { ...entry, ...who, outcome: 'abandoned', waited: event.waited };
    case 'call.brokeAfterAnswer':
      return { ...entry, ...who, outcome: 'broke', talked: event.talked };
    case 'call.noted':
      return { ...entry, note: event.text };
    case 'call.ended':
      if (entry.outcome === 'broke') return undefined;
      return entry.outcome === 'answered'
        ? { ...entry, ...who, talked: event.talked }
        : { ...entry, ...who, outcome: event.by === 'elsewhere' ? 'elsewhere' : 'noAnswer' };
    default:
      return undefined;
  }
}

/**
 * The entries that one more event changes. `known` gives the entry of a call so far; `operator` is who is signed in.
 * Pure: the reader of the log keeps the entries.
 */
export function logChanges(
  event: Event,
  known: (call: string) => CallLogEntry | undefined,
  operator: string | undefined,
): CallLogEntry[] {
  if (event.type === 'outage.ended')
    return event.possiblyMissed.map(({ call, caller, queue, category, at }) => ({
      ...(known(call) ?? { direction: 'incoming', dialled: '', at }),
      call,
      caller,
      ...(queue === undefined ? {} : { queue }),
      ...(category === undefined ? {} : { category }),
      outcome: 'missed',
      role: event.role,
    }));
  const entry = event.call === undefined ? undefined : logged(known(event.call), event, operator);
  return entry ? [entry] : [];
}

const digitsOf = (text: string): string => text.replaceAll(/[^\d]/g, '');

/** True when every word of `text` is somewhere in the entry. */
export function matchesLog(entry: CallLogEntry, text: string): boolean {
  const { number = '', name = '' } = entry.caller;
  const words = [name, entry.dialled, entry.queue ?? '', entry.note ?? '', entry.operator ?? '', entry.role];
  const all = words.join('\n').toLocaleLowerCase('nb');
  const digits = digitsOf(`${number} ${entry.dialled}`);
  const asNumber = digitsOf(text);
  if (asNumber.length > 0 && /^[\d\s+().-]+$/.test(text.trim()))
    return digits.includes(asNumber) || all.includes(text.trim());
  return text
    .toLocaleLowerCase('nb')
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => all.includes(word) || (/^\d+$/.test(word) && digits.includes(word)));
}
