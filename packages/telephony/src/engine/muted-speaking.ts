import type { Call, Snapshot } from '../contract/index.ts';
import type { AudioPort, Clock, Disposable, Meter } from '../ports/index.ts';
import type { Alarms, Due } from './alarms.ts';
import { createSpeechWatch } from './speech.ts';

const everyMs = 100;
const id = 'mutedSpeaking';

/** Speaks while every open call is muted: nobody hears it. The level is measured while that is so, and else never. */
export interface MutedSpeaking extends Disposable {
  look(): void;
}

/** The call to name, when every call that is being talked in is muted. */
export function mutedCall({ calls, microphone }: Snapshot): Call | undefined {
  const open = calls.filter((call) => call.state === 'up' && !call.held.operator);
  return microphone === 'open' && open.every((call) => call.muted) ? open[0] : undefined;
}

export function createMutedSpeaking(deps: {
  readonly audio: Pick<AudioPort, 'meter'>;
  readonly clock: Clock;
  readonly alarms: Alarms;
  snapshot(): Snapshot;
}): MutedSpeaking {
  const { clock, alarms, snapshot } = deps;
  let running: { readonly call: string; readonly meter: Meter; readonly timer: Disposable } | undefined;
  let raised: Due | undefined;

  function tell(due: Due | undefined): void {
    raised = due;
    alarms.set(id, due);
  }

  function stop(): void {
    running?.timer.dispose();
    running?.meter.dispose();
    running = undefined;
    if (raised) tell(undefined);
  }

  function start(call: string): void {
    const meter = deps.audio.meter();
    const watch = createSpeechWatch();
    const timer = clock.every(everyMs, () => {
      const isSpeaking = watch.look(meter.read().microphone, clock.mono());
      if (isSpeaking && !raised) return tell({ id, rank: 2, kind: 'mutedSpeaking', call });
      // Once acknowledged it stands until the end of the mute: who speaks to a colleague is not warned again.
      const isKnown = snapshot().alarms.some((alarm) => alarm.id === id && alarm.acknowledged);
      if (!isSpeaking && raised && !isKnown) tell(undefined);
    });
    running = { call, meter, timer };
  }

  return {
    look() {
      const call = mutedCall(snapshot())?.call;
      if (call === running?.call) return;
      stop();
      if (call !== undefined) start(call);
    },
    dispose: stop,
  };
}
