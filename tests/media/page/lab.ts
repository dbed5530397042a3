import { createAudio, type BrowserAudio } from '@samband/telephony/media';
import type { AudioHandlers, Clock, Logger, MediaPeer, MediaPeerHandlers } from '@samband/telephony/ports';
import { openFar, type Far } from './far.ts';

type Happened = readonly [name: string, ...facts: unknown[]];

/** What was told, in order, and a wait for the next of a kind. */
export class Told {
  static readonly every: Told[] = [];
  readonly all: Happened[] = [];
  readonly #looks = new Set<() => void>();

  constructor() {
    Told.every.push(this);
  }

  add(...happened: Happened): void {
    this.all.push(happened);
    for (const look of [...this.#looks]) look();
  }

  /** The first from `from` on that matches name and leading facts. */
  next(wanted: Happened, { from = 0, withinMs = 60_000 } = {}): Promise<Happened> {
    const found = (): Happened | undefined =>
      this.all.slice(from).find((happened) => wanted.every((fact, at) => fact === happened[at]));
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const happened = found();
        if (!happened) return;
        clearTimeout(watchdog);
        this.#looks.delete(look);
        resolve(happened);
      };
      const watchdog = setTimeout(() => {
        this.#looks.delete(look);
        reject(new Error(`${wanted.join(' ')} was not told; told were:\n${this.all.map(String).join('\n')}`));
      }, withinMs);
      this.#looks.add(look);
      look();
    });
  }

  count(name: string): number {
    return this.all.filter(([own]) => own === name).length;
  }
}

export const clock: Clock = {
  wall: () => Date.now(),
  mono: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return { dispose: () => clearTimeout(timer) };
  },
  every(ms, run) {
    const timer = setInterval(run, ms);
    return { dispose: () => clearInterval(timer) };
  },
};

const levels = ['debug', 'info', 'warn', 'error'] as const;
export const logger = Object.fromEntries(
  levels.map((level) => [
    level,
    (message: string, facts?: object) => console.log(level, message, JSON.stringify(facts)),
  ]),
) as unknown as Logger;

export interface Lab {
  readonly audio: BrowserAudio;
  readonly told: Told;
  device(label: string): { id: string; label: string };
}

/** A position's sound with talk on the headset and ring on the speaker. */
export async function openLab({ microphone = true } = {}): Promise<Lab> {
  const told = new Told();
  const handlers: AudioHandlers = {
    handleMicrophone: (state, label) => told.add('microphone', state, label),
    handleDeviceAppeared: ({ label, kind, id }) => told.add('appeared', label, kind, id),
    handleDeviceRemoved: ({ label, kind, id }) => told.add('removed', label, kind, id),
    handleFellBack: (use, to) => told.add('fellBack', use, to),
    handleBack: (use) => told.add('back', use),
    handleRingFailed: () => told.add('ringFailed'),
  };
  const audio = createAudio({ clock, logger });
  await audio.open(handlers);
  const device = (label: string): { id: string; label: string } => {
    const found = told.all.findLast(([name, its]) => name === 'appeared' && its === label);
    if (!found) throw new Error(`no device ${label}: ${told.all.map(String).join('; ')}`);
    return { id: String(found[3]), label };
  };
  await audio.select('talk', device('Headset'));
  await audio.select('ring', device('Speaker'));
  const refused = told.count('microphone') > 0 && told.all.some(([, state]) => state === 'refused');
  if (microphone && !refused) await audio.select('microphone', device('HeadsetMic'));
  return { audio, told, device };
}

export interface Call {
  readonly peer: MediaPeer;
  readonly far: Far;
  readonly told: Told;
  end(): void;
}

export function openPeer(audio: BrowserAudio): { peer: MediaPeer; told: Told } {
  const told = new Told();
  const handlers: MediaPeerHandlers = {
    handleFirstAudio: (atMono) => told.add('first', atMono),
    handleSilent: (direction, seconds) => told.add('silent', direction, seconds),
    handleAudioBack: (direction) => told.add('audioBack', direction),
    handleQuality: (quality, codec) => told.add('quality', codec, quality),
    handlePathLost: () => told.add('pathLost'),
    handlePathBack: () => told.add('pathBack'),
  };
  return { peer: audio.createPeer(handlers), told };
}

/** An incoming call, as far as the answer: connected, but nothing told to it yet. */
export async function ringIn(audio: BrowserAudio, hz: number | null): Promise<Call> {
  const far = await openFar(`caller ${hz}`);
  far.say(hz);
  const { peer, told } = openPeer(audio);
  await far.accept(await peer.answer(await far.offer()));
  return {
    peer,
    far,
    told,
    end() {
      peer.close();
      far.close();
    },
  };
}

/** An incoming call that was answered: both talk. */
export async function talk(audio: BrowserAudio, hz: number | null): Promise<Call> {
  const call = await ringIn(audio, hz);
  call.peer.send('microphone');
  call.peer.hear(true);
  call.peer.watch();
  return call;
}
