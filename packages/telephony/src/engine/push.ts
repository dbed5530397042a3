import type { Event, Snapshot } from '../contract/index.ts';
import { currentCall } from '../contract/index.ts';
import type { EventSink } from '../ports/index.ts';

export type Pushing = 'talk' | 'mute';
type Why = Event<'ptt.up'>['why'];

/**
 * The microphone for as long as something is held down: opened where it is muted (`talk`), or muted where it is open
 * (`mute`). The call's own mute is all that is changed, so that screen, headset and pedal say the same. Letting go
 * puts back what the press has changed; `talk` always ends muted, `mute` never opens what somebody muted meanwhile.
 * A call that begins, or is taken back from hold, while `mute` is held down begins muted.
 *
 *     up --press--> down --let go, lost, limit, call over--> up
 *                   down --another call is spoken in--> down, with that call
 */
export interface Push {
  press(how: Pushing): void;
  /** Nothing where nothing is down. */
  release(why: Why): void;
  handleEvent(event: Event): void;
}

interface Down {
  readonly how: Pushing;
  /** The call whose mute it has changed. */
  readonly call: string | undefined;
  /** Somebody else has had a hand in it since. */
  changed: boolean;
}

/** Another call may be the one that is spoken in. */
const begins: ReadonlySet<Event['type']> = new Set<Event['type']>([
  'call.answering',
  'call.dialled',
  'call.recovering',
  'call.resumed',
]);

export function createPush(deps: {
  readonly sink: EventSink;
  snapshot(): Snapshot;
  mute(call: string, on: boolean): void;
}): Push {
  const { sink, snapshot } = deps;
  let down: Down | undefined;
  /** Our own change is under way: its event is not somebody else's. */
  let own = false;

  function mute(call: string, on: boolean): void {
    own = true;
    try {
      deps.mute(call, on);
    } finally {
      own = false;
    }
  }

  function release(why: Why): void {
    if (!down) return;
    const { how, call, changed } = down;
    down = undefined;
    if (call !== undefined && snapshot().calls.some((one) => one.call === call)) {
      if (how === 'talk') mute(call, true);
      else if (!changed) mute(call, false);
    }
    sink.emit('ptt.up', { how, why });
  }

  function hold(how: Pushing): void {
    const call = currentCall(snapshot());
    const changes = call !== undefined && call.muted === (how === 'talk');
    down = { how, call: changes ? call.call : undefined, changed: false };
    if (changes) mute(call.call, how === 'mute');
  }

  /** Before its microphone opens: the press is meant for it, too. */
  function follow({ how, call: before, changed }: Down): void {
    const call = currentCall(snapshot());
    if (how !== 'mute' || !call || call.call === before || call.muted) return;
    hold(how);
    // The one before is on hold, and opens as it was.
    if (before !== undefined && !changed && snapshot().calls.some((one) => one.call === before))
      mute(before, false);
  }

  return {
    press(how) {
      // Another one that is pressed meanwhile takes over: never two at once.
      release('released');
      hold(how);
      sink.emit('ptt.down', { how });
    },
    release,
    handleEvent(event) {
      if (!down || own) return;
      if (event.type === 'call.muted' && event.call === down.call) down.changed = true;
      else if (begins.has(event.type)) follow(down);
    },
  };
}
