import type { Event, EventPayload, EventType } from '@samband/telephony/contract';

const start = Date.parse('2026-06-01T20:00:00.000Z');
export const second = 1000;

/** Seconds after eight in the evening, as the log's wall clock. */
export const wall = (seconds: number): number => start + seconds * second;

let made = 0;

/** An event as the engine writes it. */
export function event<K extends EventType>(
  type: K,
  seconds: number,
  payload: EventPayload<K>,
  more: { call?: string; role?: string; position?: number } = {},
): Event {
  made += 1;
  return {
    epoch: 1,
    seq: made,
    id: `e${made}`,
    wall: new Date(wall(seconds)).toISOString(),
    mono: made,
    position: 1,
    role: 'medical',
    type,
    ...payload,
    ...more,
  } as unknown as Event;
}

export const started = (seconds: number): Event =>
  event('engine.started', seconds, { after: 'start', edges: ['A'] });
export const signedIn = (seconds: number, name: string): Event =>
  event('signedIn', seconds, { operator: { id: name.toLowerCase(), name } });

export const waiting = (call: string, seconds: number, number = '+4790123456'): Event =>
  event(
    'call.waiting',
    seconds,
    {
      caller: { number, withheld: false, assertedBy: 'network' },
      dialled: '113',
      queue: '113',
      category: 'emergency',
      priority: 0,
      since: wall(seconds),
      sinceMono: seconds * second,
      locations: [],
      unattended: false,
    },
    { call },
  );
export const answered = (call: string, seconds: number): Event =>
  event('call.answered', seconds, { waited: 5000 }, { call });
export const ended = (call: string, seconds: number): Event =>
  event('call.ended', seconds, { by: 'peer', reason: '', talked: 60_000 }, { call });
