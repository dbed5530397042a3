import type { SoundUse } from '../contract/index.ts';
import type { AudioHandlers, Clock, Disposable, Logger } from '../ports/index.ts';
import type { Departures } from './departures.ts';
import type { Choice, Choose, Pin } from './device-list.ts';
import { createStandIn } from './stand-in.ts';
import { closeContext, openContext } from './web-audio.ts';

/**
 * Builds one sound's nodes in a context; called again in each new one. Returns what takes them down. What goes to the
 * destination goes to `level` as well, which leads nowhere and so costs nothing while no meter hangs on it.
 */
export type Build = (context: AudioContext, level: AudioNode) => () => void;

/**
 * One use's playback: a context of its own on one device, rebuilt on another when the device goes. Where nothing may
 * stand in there is no context then, and what is attached waits.
 */
export interface Output {
  attach(build: Build): Disposable;
  /** Undefined: no device is chosen any more. */
  pin(pin: Pin | undefined): void;
  /** The list of devices has changed. */
  handleDevices(): void;
  /** Its clock runs: what is attached is being played. */
  audible(): boolean;
  /** Undefined: nowhere. */
  device(): Choice | undefined;
  close(): void;
}

interface Deps {
  readonly use: Exclude<SoundUse, 'microphone' | 'medlyttMicrophone'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly handlers: Pick<AudioHandlers, 'handleFellBack' | 'handleBack'>;
  readonly choose: Choose;
  readonly departures: Departures;
  /** Looks at the devices now; resolves when `choose` knows them. */
  refresh(): Promise<void>;
}

const lookMs = 50;
/** A device that goes freezes its context's clock without an event, its state still "running". */
const stalledMs = 200;
/** A new context has this long to begin; else its device is passed over until it is seen to play again. */
const beginMs = 2000;
/** So often is a device that was passed over tried, by a context of its own that nobody hears. */
const probeEveryMs = 5000;
/** It has begun when it has played this long, s: a dead device still takes a buffer or two. */
const begunSeconds = 0.3;

interface Playing {
  readonly context: AudioContext;
  readonly level: AudioNode;
  choice: Choice;
  /** Of the context's clock, s, and of ours, ms. */
  time: number;
  movedAt: number;
  begun: boolean;
  readonly openedAt: number;
}

/** Chromium moves a context to the default device itself when it finds its own gone; only its sink shows that. */
function isMoved(context: AudioContext & { readonly sinkId?: unknown }, id: string): boolean {
  return typeof context.sinkId === 'string' && context.sinkId !== id;
}

const nowhere = (): void => undefined;

export function createOutput(deps: Deps): Output {
  const { use, clock, logger, departures } = deps;
  const sounds = new Map<Build, () => void>();
  const broken = new Set<string>();
  const standIn = createStandIn(use, deps.handlers);
  let probe: { readonly context: AudioContext; readonly id: string; readonly openedAt: number } | undefined;
  let pin: Pin | undefined;
  let looking = false;
  let closed = false;
  let watch: Disposable | undefined;
  let playing = begin(choose());
  attend();

  function begin(choice: Choice | undefined): Playing | undefined {
    if (!choice) return undefined;
    const context = openContext(choice.id, departures.latency(choice.id));
    const now = clock.mono();
    const level = new GainNode(context);
    return { context, level, choice, time: context.currentTime, movedAt: now, openedAt: now, begun: false };
  }

  function choose(): Choice | undefined {
    return deps.choose(pin, broken);
  }

  /** What plays nowhere and waits for no device costs no looks. */
  function attend(): void {
    if (playing || broken.size > 0) {
      watch ??= clock.every(lookMs, look);
      return;
    }
    watch?.dispose();
    watch = undefined;
  }

  function build(sound: Build): () => void {
    return playing ? sound(playing.context, playing.level) : nowhere;
  }

  function rebuild(choice: Choice | undefined, why: 'stalled' | 'moved' | 'devices' | 'pinned'): void {
    for (const takeDown of sounds.values()) takeDown();
    if (playing) closeContext(playing.context);
    playing = begin(choice);
    for (const sound of sounds.keys()) sounds.set(sound, build(sound));
    logger.info('output rebuilt', { use, why, fallback: choice?.fallback ?? 'none' });
    tell();
  }

  function tell(): void {
    attend();
    if (!playing && !pin) standIn.forget();
    else standIn.look(playing?.choice);
  }

  function follow(why: 'devices' | 'pinned'): void {
    if (closed) return;
    const choice = choose();
    if (choice?.id !== playing?.choice.id) {
      const isGone = why === 'devices' && choice?.fallback !== false;
      if (playing && isGone) departures.note(playing.choice.id);
      return rebuild(choice, why);
    }
    if (playing && choice) playing.choice = choice;
    tell();
  }

  /** What is heard now stays until the better device is known to play. */
  function lookAtProbe(now: number): void {
    if (probe && probe.context.currentTime > begunSeconds) {
      broken.delete(probe.id);
      endProbe();
      follow('devices');
    } else if (probe ? now - probe.openedAt > probeEveryMs : broken.size > 0) {
      endProbe();
      const id = deps.choose(pin)?.id ?? '';
      if (broken.has(id)) probe = { context: openContext(id, departures.latency(id)), id, openedAt: now };
    }
  }
  function endProbe(): void {
    if (probe) closeContext(probe.context);
    probe = undefined;
  }

  function look(): void {
    const now = clock.mono();
    lookAtProbe(now);
    if (!playing) return;
    const { context, choice } = playing;
    if (isMoved(context, choice.id)) return handleMoved(playing);
    if (context.currentTime !== playing.time) {
      playing.time = context.currentTime;
      playing.movedAt = now;
      playing.begun ||= context.currentTime > begunSeconds;
      if (playing.begun) return;
    }
    if (context.state === 'suspended') context.resume().catch(() => undefined);
    const still = now - playing.movedAt > stalledMs;
    if (still && (playing.begun || now - playing.openedAt > beginMs)) void recover(playing);
  }

  /** At once: where it is now may be somebody else's ear. It is opened again when the list says that it is there. */
  function handleMoved({ choice: { id }, begun }: Playing): void {
    departures.note(id);
    if (!begun) broken.add(id);
    rebuild(deps.choose(pin, new Set([...broken, id])), 'moved');
    void deps.refresh().then(() => follow('devices'));
  }

  async function recover(stalled: Playing): Promise<void> {
    if (looking || closed) return;
    looking = true;
    logger.warn('output stalled', { use, begun: stalled.begun, state: stalled.context.state });
    await deps.refresh();
    looking = false;
    // The new list itself may have moved us to another device, or it was only a hiccup.
    if (closed || playing !== stalled || stalled.context.currentTime !== stalled.time) return;
    // A device that stood still once may only have been slow. One that does not begin is passed over; when none
    // is left, all are tried again from the first.
    if (!stalled.begun) {
      if (stalled.choice.id === '') broken.clear();
      else broken.add(stalled.choice.id);
    }
    rebuild(choose(), 'stalled');
  }

  return {
    attach(sound) {
      // A second use of the same function is a sound of its own.
      const own: Build = (context, level) => sound(context, level);
      sounds.set(own, build(own));
      return {
        dispose() {
          sounds.get(own)?.();
          sounds.delete(own);
        },
      };
    },
    pin(next) {
      pin = next;
      broken.clear();
      endProbe();
      standIn.renew();
      follow('pinned');
    },
    handleDevices() {
      broken.clear();
      endProbe();
      follow('devices');
    },
    audible: () => playing?.begun === true && clock.mono() - playing.movedAt <= stalledMs + lookMs,
    device: () => playing?.choice,
    close() {
      closed = true;
      watch?.dispose();
      endProbe();
      for (const takeDown of sounds.values()) takeDown();
      sounds.clear();
      if (playing) closeContext(playing.context);
    },
  };
}
