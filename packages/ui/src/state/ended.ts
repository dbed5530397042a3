import type { Event, Snapshot } from '@samband/telephony/contract';
import type { EndedCall } from './types.ts';

/** When this event ends a call: what the screen keeps of it, so that nobody wonders where the call went. */
export function endedBy(before: Snapshot, event: Event): EndedCall | undefined {
  const call = before.calls.find((item) => item.call === event.call);
  if (!call) return undefined;
  const at = Date.parse(event.wall);
  switch (event.type) {
    case 'call.ended':
      return { call, how: event.by, reason: event.reason, talked: event.talked, at };
    case 'call.answerFailed':
      return { call, how: 'answerFailed', reason: event.reason, talked: 0, at };
    case 'call.recoveryFailed':
      return { call, how: 'recoveryFailed', reason: event.reason, talked: 0, at };
    default:
      return undefined;
  }
}

const byStatus: Readonly<Record<string, 'busy' | 'noAnswer' | 'declined' | 'notFound' | 'unavailable'>> = {
  '404': 'notFound',
  '408': 'noAnswer',
  '410': 'notFound',
  '480': 'unavailable',
  '484': 'notFound',
  '486': 'busy',
  '600': 'busy',
  '603': 'declined',
  '604': 'notFound',
};

/** The message that says how it ended. A reason that begins with a SIP status (RFC 3261 §21) is put in words. */
export function endedKey(ended: Pick<EndedCall, 'how' | 'reason' | 'talked'>) {
  const status = /^\d{3}/.exec(ended.reason)?.[0];
  const known = status === undefined ? undefined : byStatus[status];
  if (known !== undefined && ended.talked === 0 && ended.how !== 'operator')
    return `call.ended.${known}` as const;
  return `call.ended.${ended.how}` as const;
}
