import type { Call, CommandType, Desk, DeskAction, Snapshot } from '../contract/index.ts';
import { currentCall, deskActions } from '../contract/index.ts';

function lastHeld({ calls }: Snapshot): Call | undefined {
  return calls
    .filter((call) => call.held.operator)
    .toSorted((a, b) => (a.heldSinceMono ?? 0) - (b.heldSinceMono ?? 0))
    .at(-1);
}

const secondIsOwn = ({ medlytt }: Snapshot): boolean => medlytt.mute === 'own';

/** What lamps go by. */
export function deskOf(snapshot: Snapshot): Desk {
  const call = currentCall(snapshot);
  return {
    registered: snapshot.edges.some(({ registered }) => registered.length > 0),
    ringing: snapshot.waiting.some(({ hidden, withdrawn }) => !hidden && !withdrawn),
    dialling: call?.state === 'dialling',
    active: call?.state === 'up' || call?.state === 'answering',
    held: snapshot.calls.some(({ held }) => held.operator),
    muted: call?.muted ?? false,
    second: snapshot.medlytt.headset ?? '',
    secondMuted: secondIsOwn(snapshot) ? snapshot.medlytt.muted : (call?.muted ?? false),
    secondOwn: secondIsOwn(snapshot),
    role: snapshot.position.role,
    operator: snapshot.position.operator?.id ?? '',
  };
}

/** A command without who gave it and when. */
interface Asked {
  readonly type: CommandType;
  readonly call?: string;
  readonly on?: boolean;
  readonly alarm?: string;
}
type Meaning = (snapshot: Snapshot) => Asked | undefined;

const answerNext: Meaning = () => ({ type: 'queue.answerNext' });

/** What an action means at this moment; undefined: nothing. Push actions are no presses: see `push.ts`. */
const meanings: { readonly [K in Exclude<DeskAction, 'ptt.talk' | 'ptt.mute'>]: Meaning } = {
  'queue.answerNext': answerNext,
  // A call to the position itself comes before the line: it rings nowhere else.
  'call.answer': (snapshot) => {
    const direct = snapshot.waiting.find(({ queue, withdrawn }) => queue === undefined && !withdrawn);
    return direct ? { type: 'call.answer', call: direct.call } : answerNext(snapshot);
  },
  'call.hangUp': (snapshot) => {
    const call = currentCall(snapshot);
    return call && { type: 'call.hangUp', call: call.call };
  },
  'call.mute': (snapshot) => {
    const call = currentCall(snapshot);
    return call && { type: 'call.mute', call: call.call, on: !call.muted };
  },
  'medlytt.mute': (snapshot) => {
    if (!secondIsOwn(snapshot) || !snapshot.uses.medlyttMicrophone) return undefined;
    return { type: 'medlytt.mute', on: !snapshot.medlytt.muted };
  },
  'call.hold': (snapshot) => {
    const call = currentCall(snapshot);
    const held = lastHeld(snapshot);
    if (call) return { type: 'call.hold', call: call.call };
    return held && { type: 'call.resume', call: held.call };
  },
  'unanswered.callBack': ({ unanswered }) => {
    // The newest stands first.
    const [newest] = unanswered;
    return newest && { type: 'unanswered.callBack', call: newest.call };
  },
  'position.pause': ({ position }) =>
    position.state === 'paused' ? { type: 'position.ready' } : { type: 'position.pause' },
  'alarm.acknowledge': ({ alarms }) => {
    const worst = alarms.filter((alarm) => !alarm.acknowledged).toSorted((a, b) => a.rank - b.rank)[0];
    return worst && { type: 'alarm.acknowledge', alarm: worst.id };
  },
};

const isAction = (name: string): name is keyof typeof meanings =>
  (deskActions as readonly string[]).includes(name) && Object.hasOwn(meanings, name);

/**
 * The command that an action is now; undefined where it is none, or there is nothing to do it with. `on`: the mute that
 * a headset has made, which may be how it is already.
 */
export function askedBy(action: string, snapshot: Snapshot, on?: boolean): Asked | undefined {
  const asked = isAction(action) ? meanings[action](snapshot) : undefined;
  return on !== undefined && asked?.on !== undefined && asked.on !== on ? undefined : asked;
}
