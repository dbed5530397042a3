import type { SoundUse } from '../contract/index.ts';
import type { AudioHandlers, Clock, Disposable, Logger } from '../ports/index.ts';
import { chooseDevice, type Choice, type DeviceList, type Pin } from './device-list.ts';
import { closeContext, openContext } from './web-audio.ts';

/**
 * Builds one sound's nodes in a context; called again in each new one. Returns what takes them down. What goes to the
 * destination goes to `level` as well, which leads nowhere and so costs nothing while no meter hangs on it.
 */
export type Build = (context: AudioContext, level: AudioNode) => () => void;

/** One use's playback: a context of its own on one device, rebuilt on another when the device goes. */
export interface Output {
  attach(build: Build): Disposable;
  pin(pin: Pin): void;
  /** The list of devices has changed. */
  handleDevices(): void;
  /** Its clock runs: what is attached is being played. */
  audible(): boolean;
  device(): Choice;
  close(): void;
}

interface Deps {
  readonly use: Exclude<SoundUse, 'microphone'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly handlers: Pick<AudioHandlers, 'handleFellBack' | 'handleBack'>;
  devices(): DeviceList;
  /** Looks at the devices now; resolves when `devices()` is fresh. */
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

export function createOutput(deps: Deps): Output {
  const { use, clock, logger, handlers } = deps;
  const sounds = new Map<Build, () => void>();
  const broken = new Set<string>();
  let probe: { readonly context: AudioContext; readonly id: string; readonly openedAt: number } | undefined;
  let pin: Pin | undefined;
  let looking = false;
  let closed = false;
  /** The stand-in that was last told. */
  let standIn: string | undefined;
  let playing = begin(choose());
  const watch = clock.every(lookMs, look);

  function choose(): Choice {
    return chooseDevice('output', pin, deps.devices(), broken);
  }

  function begin(choice: Choice): Playing {
    const context = openContext(choice.id);
    const now = clock.mono();
    const level = new GainNode(context);
    return { context, level, choice, time: context.currentTime, movedAt: now, openedAt: now, begun: false };
  }

  function rebuild(choice: Choice, why: 'stalled' | 'devices' | 'pinned'): void {
    for (const takeDown of sounds.values()) takeDown();
    closeContext(playing.context);
    playing = begin(choice);
    for (const build of sounds.keys()) sounds.set(build, build(playing.context, playing.level));
    logger.info('output rebuilt', { use, why, fallback: choice.fallback });
    tell();
  }

  function tell(): void {
    const { id, label, fallback } = playing.choice;
    if (fallback && standIn !== id) handlers.handleFellBack(use, label);
    else if (!fallback && standIn !== undefined) handlers.handleBack(use);
    standIn = fallback ? id : undefined;
  }

  function follow(why: 'devices' | 'pinned'): void {
    if (closed) return;
    const choice = choose();
    if (choice.id !== playing.choice.id) return rebuild(choice, why);
    playing.choice = choice;
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
      const { id } = chooseDevice('output', pin, deps.devices());
      if (broken.has(id)) probe = { context: openContext(id), id, openedAt: now };
    }
  }
  function endProbe(): void {
    if (probe) closeContext(probe.context);
    probe = undefined;
  }

  function look(): void {
    const { context } = playing;
    const now = clock.mono();
    lookAtProbe(now);
    if (context.currentTime !== playing.time) {
      playing.time = context.currentTime;
      playing.movedAt = now;
      playing.begun ||= context.currentTime > begunSeconds;
      if (playing.begun) return;
    }
    if (context.state === 'suspended') context.resume().catch(() => undefined);
    const still = now - playing.movedAt > stalledMs;
    if (still && (playing.begun || now - playing.openedAt > beginMs)) void recover();
  }

  async function recover(): Promise<void> {
    if (looking || closed) return;
    looking = true;
    const stalled = playing;
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
    attach(build) {
      // A second use of the same function is a sound of its own.
      const own: Build = (context, level) => build(context, level);
      sounds.set(own, own(playing.context, playing.level));
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
      follow('pinned');
    },
    handleDevices() {
      broken.clear();
      follow('devices');
    },
    audible: () => playing.begun && clock.mono() - playing.movedAt <= stalledMs + lookMs,
    device: () => playing.choice,
    close() {
      closed = true;
      watch.dispose();
      endProbe();
      for (const takeDown of sounds.values()) takeDown();
      sounds.clear();
      closeContext(playing.context);
    },
  };
}
