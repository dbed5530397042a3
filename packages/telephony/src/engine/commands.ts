import type { Command, CommandType, Problem, Snapshot, ToDevices } from '../contract/index.ts';
import { problemOf } from '../contract/index.ts';
import type { Calls } from '../calls/index.ts';
import type { EventSink } from '../ports/index.ts';
import type { Queue } from '../queue/index.ts';
import { deskOf } from './desk.ts';
import type { Position } from './position.ts';
import type { SignIn } from './sign-in.ts';
import type { SecondHeadset } from './second-headset.ts';
import type { SoundFirst } from './sound-first.ts';
import type { Sound } from './sound.ts';

export interface CommandDeps {
  readonly sink: EventSink;
  readonly queue: Queue;
  readonly calls: Calls;
  readonly position: Position;
  readonly signIn: SignIn;
  readonly sound: Sound;
  readonly soundFirst: SoundFirst;
  readonly second: SecondHeadset;
  snapshot(): Snapshot;
  tellDevices(message: ToDevices): boolean;
}

type Table = { readonly [K in CommandType]: (command: Command<K>) => Problem | undefined };

/** Each command and who carries it out. The result: why it is refused, or undefined. */
export function commandTable(deps: CommandDeps): Table {
  const { sink, queue, calls, position, sound, soundFirst, snapshot } = deps;
  /** Nothing is begun at a position where nobody is. */
  const unmanned = () => (position.isManned() ? undefined : problemOf('position.signedOut'));

  function answerNext(cause: string): Problem | undefined {
    // A second press while the first is being answered is the same press.
    if (snapshot().calls.some((call) => call.state === 'answering')) return problemOf('call.answering');
    // Who is next now: it is this call that the operator sees.
    const next = queue.next();
    if (next === undefined) return problemOf('queue.empty');
    return soundFirst.ask('queue.answerNext', cause, () => calls.answer(next, cause));
  }

  return {
    'position.signIn': ({ id, operator, pin, role }) => deps.signIn.signIn({ operator, pin, role }, id),
    'position.signOut': ({ id, confirmed }) => position.signOut({ confirmed }, id),
    'position.changeRole': ({ id, role, confirmed }) => position.changeRole({ role, confirmed }, id),
    'position.ready': ({ id }) => position.ready(id),
    'position.pause': ({ id, reason, confirmed }) => position.pause({ reason, confirmed }, id),
    'queue.answerNext': ({ id }) => answerNext(id),
    'queue.answer': ({ type, id, call }) => soundFirst.ask(type, id, () => calls.answer(call, id)),
    'queue.hide': ({ id, call }) => queue.hide(call, { cause: id }),
    'queue.unhide': ({ id, call }) => queue.unhide(call, { cause: id }),
    'unanswered.callBack': ({ type, id, call }) =>
      soundFirst.ask(type, id, () => unmanned() ?? calls.callBack(call, id)),
    'unanswered.dismiss': ({ id, call, reason }) => {
      if (!position.isManned()) return unmanned();
      if (!snapshot().unanswered.some((item) => item.call === call)) return problemOf('call.unknown');
      sink.emit('unanswered.dismissed', { reason }, { call, cause: id });
      return undefined;
    },
    'call.dial': ({ type, id, target, queue: from }) =>
      soundFirst.ask(type, id, () => unmanned() ?? calls.dial(target, from, id)),
    'call.answer': ({ type, id, call }) => soundFirst.ask(type, id, () => calls.answer(call, id)),
    'call.hangUp': ({ id, call }) => calls.hangUp(call, id),
    'call.hold': ({ id, call }) => calls.hold(call, id),
    'call.resume': ({ id, call }) => calls.resume(call, id),
    'call.mute': ({ id, call, on }) => calls.mute(call, on, id),
    'call.note': ({ id, call, text }) => calls.note(call, text, id),
    'call.dtmf': ({ id, call, digits }) => calls.dtmf(call, digits, id),
    'device.select': ({ id, use, device }) => {
      const refused = sound.select(use, device, id);
      if (!refused && use === 'medlyttMicrophone') deps.second.handleMicrophone(id);
      return refused;
    },
    'device.test': ({ id, use }) => sound.test(use, id),
    'device.retry': ({ id }) => {
      sound.retry(id);
      return undefined;
    },
    'device.learn': ({ device, names }) => {
      const told = deps.tellDevices(
        names.length === 0 ? { kind: 'stopLearning' } : { kind: 'learn', device, names: [...names] },
      );
      return told ? undefined : problemOf('device.unknown');
    },
    'device.lamp': ({ device, lamp }) => {
      if (snapshot().calls.length > 0) return problemOf('position.inCall');
      if (deskOf(snapshot()).ringing) return problemOf('position.ringing');
      return deps.tellDevices({ kind: 'lamp', device, lamp }) ? undefined : problemOf('device.unknown');
    },
    'medlytt.set': ({ id, mute, headset }) => deps.second.set({ mute, headset }, id),
    'medlytt.mute': ({ id, on }) => deps.second.mute(on, id),
    'alarm.acknowledge': ({ id, alarm }) => {
      const raised = snapshot().alarms.find((item) => item.id === alarm);
      if (!raised) return problemOf('alarm.unknown');
      if (!raised.acknowledged) sink.emit('alarm.acknowledged', { alarm }, { call: raised.call, cause: id });
      return undefined;
    },
  };
}
