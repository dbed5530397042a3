import { z } from 'zod';
import type { DevicesEvent } from './events.ts';
import { asksFirst, lampsOf, meaningOf, situationOf } from './headset/index.ts';
import type { HeadsetCalls, HeadsetOptions, HeadsetRequest, Press, Situation } from './headset/index.ts';

/** What a button can ask for: the contract's `deskActions`. `ptt.*` last as long as the button is down. */
export const actions = [
  'queue.answerNext',
  'call.answer',
  'call.hangUp',
  'call.mute',
  'medlytt.mute',
  'call.hold',
  'unanswered.callBack',
  'position.pause',
  'alarm.acknowledge',
  'ptt.talk',
  'ptt.mute',
] as const;
export type Action = (typeof actions)[number];

/**
 * Button to action. `asked`: what the headset's own state says (see `headset/table.ts`); `none`: nothing. Buttons are
 * `headset.hook`, `pedal.left`, or `pedal.` and a learned name.
 */
export const bindingsSchema = z.record(z.string().min(1).max(64), z.string().max(64));
export type Bindings = Readonly<Record<string, string>>;

export const usualBindings: Bindings = {
  'headset.hook': 'asked',
  'headset.mute': 'asked',
  'headset.flash': 'asked',
  'headset.reject': 'asked',
  'headset.drop': 'asked',
  'headset.redial': 'asked',
  'pedal.left': 'none',
  'pedal.middle': 'queue.answerNext',
  'pedal.right': 'ptt.talk',
};

/** A queue call is never rejected: it waits on for others, and this position's row is hidden by the screen alone. */
const asked: Record<HeadsetRequest, Action | undefined> = {
  answer: 'call.answer',
  hangUp: 'call.hangUp',
  toggleMute: 'call.mute',
  hold: 'call.hold',
  resume: 'call.hold',
  flash: 'call.hold',
  reject: undefined,
  redial: 'unanswered.callBack',
};

const isAction = (name: string | undefined): name is Action => actions.some((action) => action === name);
const isHeld = (action: Action): boolean => action.startsWith('ptt.');
/** A headset's buttons are sent as pulses or states: none says how long it is down. */
const hasRelease = (button: string): boolean => button.startsWith('pedal.');

export type Asked =
  | { readonly action: Action; readonly confirm: boolean }
  | { readonly action: Action; readonly down: boolean; readonly why?: 'released' | 'lost' | 'limit' };

/** What an event asks for by these bindings; undefined: nothing. */
export function askedBy(event: DevicesEvent, bindings: Bindings): Asked | undefined {
  if (event.type === 'request') {
    const action = asked[event.request];
    return bindings[event.button] === 'asked' && action ? { action, confirm: event.confirm } : undefined;
  }
  if (event.type !== 'pressed' && event.type !== 'released') return undefined;
  const action = bindings[event.button];
  if (!isAction(action)) return undefined;
  if (!isHeld(action)) return event.type === 'pressed' ? { action, confirm: false } : undefined;
  if (!hasRelease(event.button)) return undefined;
  return event.type === 'pressed' ? { action, down: true } : { action, down: false, why: event.why };
}

export type BindingProblem =
  /** No such action. */
  | 'unknownAction'
  /** The action lasts as long as the button is down, and this button does not say. */
  | 'needsRelease'
  /** Only a headset's own state can be asked. */
  | 'askedOfPedal'
  /** Two buttons ask for the same. */
  | 'twice'
  /** One pedal opens the microphone and another closes it: pressed together, one of them is not obeyed. */
  | 'opposed';

/** What is wrong with bindings, button by button; empty when nothing is. */
export function problemsOf(
  bindings: Bindings,
): { readonly button: string; readonly problem: BindingProblem }[] {
  const bound = Object.entries(bindings);
  const count = (wanted: string): number => bound.filter(([, action]) => action === wanted).length;
  const hasBoth = count('ptt.talk') > 0 && count('ptt.mute') > 0;

  function problemOf(button: string, action: string): BindingProblem | undefined {
    if (action === 'none') return undefined;
    if (action === 'asked') return button.startsWith('headset.') ? undefined : 'askedOfPedal';
    if (!isAction(action)) return 'unknownAction';
    if (isHeld(action) && !hasRelease(button)) return 'needsRelease';
    if (count(action) > 1) return 'twice';
    return isHeld(action) && hasBoth ? 'opposed' : undefined;
  }

  return bound.flatMap(([button, action]) => {
    const problem = problemOf(button, action);
    return problem ? [{ button, problem }] : [];
  });
}

const inCall: readonly Situation[] = ['dialling', 'active', 'activeRinging', 'activeHeld'];
const whenRinging: readonly Situation[] = ['ringing', 'activeRinging', 'heldRinging'];

/** Where an action does something; those that are not named here do not go by the calls. */
const useful: Partial<Record<Action, readonly Situation[]>> = {
  'queue.answerNext': whenRinging,
  'call.answer': whenRinging,
  'call.hangUp': inCall,
  'call.mute': inCall,
  'call.hold': ['active', 'activeRinging', 'activeHeld', 'held', 'heldRinging'],
  'ptt.talk': inCall,
  'ptt.mute': inCall,
};

const pressOf: Readonly<Record<string, Press>> = {
  'headset.mute': 'mute',
  'headset.flash': 'flash',
  'headset.reject': 'reject',
  'headset.drop': 'drop',
  'headset.redial': 'redial',
};

export interface PreviewAt {
  readonly bindings: Bindings;
  readonly calls: HeadsetCalls;
  readonly options: HeadsetOptions;
  /** The headset's own way: see its quirks. */
  readonly holdClearsOffHook?: boolean;
}

/** What a press of this button would do now; undefined: nothing. */
export function preview(button: string, at: PreviewAt): { action: Action; confirm: boolean } | undefined {
  const { bindings, calls, options } = at;
  const situation = situationOf(calls);
  const bound = bindings[button];
  if (isAction(bound)) {
    const does =
      bound === 'medlytt.mute' ? calls.secondOwn === true : (useful[bound]?.includes(situation) ?? true);
    return does && (!isHeld(bound) || hasRelease(button)) ? { action: bound, confirm: false } : undefined;
  }
  if (bound !== 'asked') return undefined;
  const rules = { holdClearsOffHook: at.holdClearsOffHook ?? false, audibleRinger: false };
  const hook: Press = lampsOf(calls, rules).offHook ? 'replace' : 'lift';
  const press = button === 'headset.hook' ? hook : pressOf[button];
  const meaning = press && meaningOf(situation, press);
  if (meaning === 'idleHook')
    return options.idleHook === 'answer' ? { action: 'call.answer', confirm: false } : undefined;
  if (meaning === 'idleRedial')
    return options.idleRedial === 'redial' ? { action: 'unanswered.callBack', confirm: false } : undefined;
  if (typeof meaning !== 'object') return undefined;
  const action = asked[meaning.request];
  return action && { action, confirm: asksFirst(meaning, situation, options) };
}
