export type TalkStage = 'waiting' | 'hearing' | 'speaking' | 'interrupted' | 'held' | 'over';
export type TalkInput =
  'begin' | 'voiceBegan' | 'voiceEnded' | 'turn' | 'said' | 'saidAll' | 'held' | 'resumed' | 'stop';
export type TalkEffect =
  'waitForTurn' | 'waitForPause' | 'dropTimer' | 'answer' | 'speakUp' | 'hush' | 'listenAnew' | 'finish';

export interface TalkStep {
  readonly next: TalkStage;
  readonly effects: readonly TalkEffect[];
}

const answer: TalkStep = { next: 'speaking', effects: ['dropTimer', 'answer'] };
const speakUp: TalkStep = { next: 'speaking', effects: ['dropTimer', 'speakUp'] };
const wait: TalkStep = { next: 'waiting', effects: ['waitForTurn'] };
const over: TalkStep = { next: 'over', effects: ['dropTimer', 'hush'] };
const finish: TalkStep = { next: 'over', effects: ['dropTimer', 'finish'] };

/**
 * A party in a call: listens, and says the next line when it is its turn.
 *
 * ```
 *    ┌────────── line said ─────────┐
 *    ▼                              │    operator speaks
 * waiting ── a long silence ──► speaking ◄──────────────► interrupted
 *    │                              ▲         pause            │
 *    │ operator speaks              │ pause, or too long       │ line said
 *    └───────────────────────► hearing ◄───────────────────────┘
 *
 * any of them ── held ─► held ── resumed ─► waiting
 * any of them ── all is said, stop ─► over
 * ```
 */
const table: Record<TalkStage, Partial<Record<TalkInput, TalkStep>>> = {
  waiting: {
    begin: wait,
    voiceBegan: { next: 'hearing', effects: ['dropTimer', 'waitForPause'] },
    turn: speakUp,
    held: { next: 'held', effects: ['dropTimer'] },
    stop: over,
  },
  hearing: {
    voiceEnded: answer,
    turn: answer,
    held: { next: 'held', effects: ['dropTimer'] },
    stop: over,
  },
  speaking: {
    // A sentence that was begun is said to its end.
    voiceBegan: { next: 'interrupted', effects: [] },
    said: wait,
    saidAll: finish,
    held: { next: 'held', effects: ['hush'] },
    stop: over,
  },
  interrupted: {
    voiceEnded: { next: 'speaking', effects: [] },
    said: { next: 'hearing', effects: ['waitForPause'] },
    saidAll: finish,
    held: { next: 'held', effects: ['hush'] },
    stop: over,
  },
  held: {
    resumed: { next: 'waiting', effects: ['listenAnew', 'waitForTurn'] },
    stop: over,
  },
  over: {},
};

/** Undefined: the input means nothing here, and nothing happens. */
export function talkStep(stage: TalkStage, input: TalkInput): TalkStep | undefined {
  return table[stage][input];
}
