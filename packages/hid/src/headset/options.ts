import type { Situation } from './situation.ts';
import type { Meaning } from './table.ts';

/** What the position has chosen. */
export interface HeadsetOptions {
  /** What lifting the hook does while nothing rings. */
  readonly idleHook: 'nothing' | 'answer';
  readonly idleRedial: 'nothing' | 'redial';
  readonly audibleRinger: boolean;
  /** The operator is asked before the hook ends any call. */
  readonly confirmHangUp: boolean;
  /** The operator is asked before the hook ends a call while another one rings: was it meant to answer that? */
  readonly confirmWhileRinging: boolean;
}

export const usualHeadsetOptions: HeadsetOptions = {
  idleHook: 'nothing',
  idleRedial: 'nothing',
  audibleRinger: false,
  confirmHangUp: false,
  confirmWhileRinging: true,
};

/** Does the operator have to say yes before this is done? */
export function asksFirst(meaning: Meaning, situation: Situation, options: HeadsetOptions): boolean {
  const { request, guarded, confirm } = meaning;
  if (request !== 'hangUp') return confirm;
  const isSettled = situation === 'activeRinging' && !options.confirmWhileRinging;
  return (confirm && !isSettled) || (guarded && options.confirmHangUp);
}
