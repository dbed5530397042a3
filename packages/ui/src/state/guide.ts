import type { Snapshot } from '@samband/telephony/contract';
import { guideSteps } from './guide-steps.ts';
import type { Guide, GuideStep } from './guide-steps.ts';
import { heldCalls, openCalls, practiceOf } from './selectors.ts';
import type { ConsoleState } from './types.ts';

const upCalls = ({ calls }: Snapshot): string[] =>
  openCalls(calls).flatMap(({ state, direction, call }) =>
    state === 'up' && direction === 'incoming' ? [call] : [],
  );

export function guideAt(step: GuideStep, snapshot: Snapshot): Guide {
  return { step, known: upCalls(snapshot), held: heldCalls(snapshot.calls).map(({ call }) => call) };
}

/** The step before or after; none after the last. */
export function guideTurned({ step }: Guide, by: 1 | -1, snapshot: Snapshot): Guide | undefined {
  const next = guideSteps[Math.max(0, guideSteps.indexOf(step) + by)];
  return next && guideAt(next, snapshot);
}

/**
 * The guide after a new picture. Two steps go on by what the operator does on the real screen:
 *
 *     sound ── call ── a call is up that was not ──> hold ── one that was on hold is up ──> unanswered ── help
 *
 * All others, and these two as well, by a press.
 */
export function guideAfter(guide: Guide | undefined, snapshot: Snapshot): Guide | undefined {
  if (guide?.step === 'call')
    return upCalls(snapshot).some((call) => !guide.known.includes(call)) ? guideAt('hold', snapshot) : guide;
  if (guide?.step !== 'hold') return guide;
  if (upCalls(snapshot).some((call) => guide.held.includes(call))) return guideAt('unanswered', snapshot);
  const fresh = heldCalls(snapshot.calls).filter(({ call }) => !guide.held.includes(call));
  return fresh.length === 0 ? guide : { ...guide, held: [...guide.held, ...fresh.map(({ call }) => call)] };
}

/** Controls of the screen that the guide can put a ring around. */
export type GuideTarget =
  | 'soundPanel'
  | 'tryVoice'
  | 'callNow'
  | 'ready'
  | 'answerNext'
  | 'hold'
  | 'resume'
  | 'unanswered'
  | 'keys'
  | 'menu';

interface Scene {
  readonly step: GuideStep;
  readonly rings: readonly GuideTarget[];
  /** The card stands at the top of its zone, beside what it speaks of. */
  readonly above?: true;
}

/** What the guide says, and of which controls: what a step looks like depends on how far the operator is in it. */
export const scenes = {
  'sound.panel': { step: 'sound', rings: ['soundPanel'] },
  'sound.try': { step: 'sound', rings: ['tryVoice'] },
  'call.starting': { step: 'call', rings: [], above: true },
  'call.paused': { step: 'call', rings: ['ready'], above: true },
  'call.order': { step: 'call', rings: ['callNow'], above: true },
  'call.answer': { step: 'call', rings: ['answerNext'], above: true },
  'hold.none': { step: 'hold', rings: ['callNow', 'answerNext'], above: true },
  'hold.hold': { step: 'hold', rings: ['hold'] },
  'hold.resume': { step: 'hold', rings: ['resume'] },
  'unanswered.list': { step: 'unanswered', rings: ['unanswered'] },
  'unanswered.none': { step: 'unanswered', rings: [] },
  help: { step: 'help', rings: ['keys', 'menu'] },
} as const satisfies Readonly<Record<string, Scene>>;
export type SceneName = keyof typeof scenes;
export const sceneNamed = (name: SceneName): Scene => scenes[name];

/** What a step looks like now. `listed`: the layout has the list of unanswered calls. */
const looks: Readonly<Record<GuideStep, (state: ConsoleState, listed: boolean) => SceneName>> = {
  sound: ({ view }) => (view.panel === 'sound' ? 'sound.try' : 'sound.panel'),
  call(state) {
    const { waiting, position } = state.snapshot;
    if (waiting.length > 0) return 'call.answer';
    if (practiceOf(state)?.ready !== true) return 'call.starting';
    return position.state === 'paused' ? 'call.paused' : 'call.order';
  },
  hold({ snapshot: { calls } }) {
    if (openCalls(calls).length > 0) return 'hold.hold';
    return calls.length > 0 ? 'hold.resume' : 'hold.none';
  },
  unanswered: (_, listed) => (listed ? 'unanswered.list' : 'unanswered.none'),
  help: () => 'help',
};

/** What the guide shows now; undefined: nothing. With more than one call it steps aside until there is room and quiet. */
export function sceneOf(state: ConsoleState, listed: boolean): SceneName | undefined {
  const { view, snapshot } = state;
  if (!view.guide || !practiceOf(state) || snapshot.calls.length > 1) return undefined;
  return looks[view.guide.step](state, listed);
}
