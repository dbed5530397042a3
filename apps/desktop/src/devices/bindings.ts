import { usualBindings, usualHeadsetOptions } from '@samband/hid';
import type { Bindings, HeadsetOptions } from '@samband/hid';

export interface Bound {
  readonly bindings: Bindings;
  readonly headset: HeadsetOptions;
}

const isButton = (name: string): boolean => /^(?:headset|pedal)\./.test(name);
const only = (buttons: Bindings): Bindings =>
  Object.fromEntries(Object.entries(buttons).filter(([name]) => isButton(name)));

/** What a headset's button does by its own state, whatever stands there: the site's word for it is a choice. */
const ownWords: Readonly<Record<string, readonly string[]>> = {
  'headset.hook': ['queue.answerNext', 'call.answer'],
  'headset.mute': ['call.mute'],
  'headset.flash': ['call.hold'],
  'headset.redial': ['unanswered.callBack'],
};

/**
 * What buttons do: the usual, under the role's (site file), under the person's. A hook that a site gives to
 * `queue.answerNext` goes on meaning what the call makes of it; it is the hook of nobody's call that answers then.
 */
export function boundBy(role: Bindings = {}, person: Bindings = {}): Bound {
  const wanted = { ...usualBindings, ...only(role), ...only(person) };
  const isOwn = (button: string): boolean => ownWords[button]?.includes(wanted[button] ?? '') === true;
  return {
    bindings: Object.fromEntries(
      Object.entries(wanted).map(([button, action]) => [button, isOwn(button) ? 'asked' : action]),
    ),
    headset: {
      ...usualHeadsetOptions,
      idleHook: isOwn('headset.hook') ? 'answer' : 'nothing',
      idleRedial: isOwn('headset.redial') ? 'redial' : 'nothing',
    },
  };
}
