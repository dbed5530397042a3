import type { Clock, Disposable, Logger, Playback } from '@samband/telephony/ports';
import type { TalkFigures } from './event.ts';
import type { PartyPeer } from './port.ts';
import type { Cue, Script } from './script.ts';
import { type TalkEffect, type TalkInput, type TalkStage, talkStep } from './talk-table.ts';

export interface TalkDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly peer: Pick<PartyPeer, 'say' | 'listenAnew'>;
  readonly script: Script;
  /** ms of silence after which the first line is said; 0: at once. */
  readonly firstAfterMs: number;
  /** All has been said, and the party hangs up. */
  handleFinished(): void;
}

/** One party's part of a call that is up. */
export interface Talk extends Disposable {
  begin(): void;
  handleFirstSound(): void;
  handleVoice(state: 'began' | 'ended'): void;
  handleHeld(isHeld: boolean): void;
  figures(): TalkFigures;
}

/** Silence after which one speaks on without being spoken to, ms. Speech is never faster than life. */
const turnAfterMs = 6000;
/** One who speaks longer than this is interrupted. */
const longestHearingMs = 15_000;

export function createTalk(deps: TalkDeps): Talk {
  const { clock, logger, peer, script } = deps;
  let stage: TalkStage = 'waiting';
  let waited = deps.firstAfterMs;
  let timer: Disposable | undefined;
  let speaking: { readonly since: number; readonly playback: Playback } | undefined;
  let hearingSince: number | undefined;
  let heardOperatorMs = 0;
  let spokeMs = 0;
  let heard = false;

  function input(what: TalkInput): void {
    const step = talkStep(stage, what);
    if (!step) return;
    stage = step.next;
    for (const effect of step.effects) effects[effect]();
  }

  function setTimer(ms: number): void {
    timer?.dispose();
    timer = clock.after(ms, () => input('turn'));
  }

  function stopHearing(): void {
    if (hearingSince !== undefined) heardOperatorMs += clock.mono() - hearingSince;
    hearingSince = undefined;
  }

  function stopSpeaking(): void {
    if (speaking) spokeMs += clock.mono() - speaking.since;
    speaking = undefined;
  }

  function say(clip: string, last: boolean): void {
    const playback = peer.say(clip);
    const own = { since: clock.mono(), playback };
    speaking = own;
    playback.done
      // A clip that cannot be had is passed over: the call goes on without that line.
      .catch((cause: unknown) => logger.warn('parties: a clip was not said', { clip, why: String(cause) }))
      .finally(() => {
        if (speaking !== own) return;
        stopSpeaking();
        input(last ? 'saidAll' : 'said');
      });
  }

  function speak(cue: Cue): void {
    const utterance = script.next(cue);
    if (utterance === 'end') input('saidAll');
    else if (utterance === 'nothing') input('said');
    else say(utterance.clip, utterance.last);
  }

  const effects: Record<TalkEffect, () => void> = {
    waitForTurn() {
      setTimer(waited);
      waited = turnAfterMs;
    },
    waitForPause: () => setTimer(longestHearingMs),
    dropTimer() {
      timer?.dispose();
      timer = undefined;
    },
    answer: () => speak('spokenTo'),
    speakUp: () => speak('silence'),
    hush() {
      if (!speaking) return;
      const { playback } = speaking;
      stopSpeaking();
      playback.stop();
      script.unsay();
    },
    listenAnew: () => peer.listenAnew(),
    finish: () => deps.handleFinished(),
  };

  return {
    begin: () => input('begin'),
    handleFirstSound() {
      heard = true;
    },
    handleVoice(state) {
      if (stage === 'over') return;
      stopHearing();
      // What a held party hears is the hold sound.
      if (state === 'began' && stage !== 'held') hearingSince = clock.mono();
      input(state === 'began' ? 'voiceBegan' : 'voiceEnded');
    },
    handleHeld(isHeld) {
      stopHearing();
      input(isHeld ? 'held' : 'resumed');
    },
    figures() {
      const now = clock.mono();
      return {
        heardOperatorMs: Math.round(heardOperatorMs + now - (hearingSince ?? now)),
        spokeMs: Math.round(spokeMs + now - (speaking?.since ?? now)),
        heard,
      };
    },
    dispose() {
      stopHearing();
      input('stop');
    },
  };
}
