import type { Clock, Disposable, Logger, MediaDirection, SdpPeer } from '@samband/telephony/ports';
import type { Background } from '../day/index.ts';
import { announcement } from './agencies.ts';
import type { TalkFigures } from './event.ts';
import type { PartyPeer, PartySoundPort } from './port.ts';
import type { Script } from './script.ts';
import { createTalk } from './talk.ts';

/** What a party does with its sound in one call. */
export interface Voice extends Disposable {
  readonly peer: SdpPeer;
  /** The call is up. */
  begin(): void;
  handleDirection(direction: MediaDirection): void;
  figures(): TalkFigures;
}

interface Deps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sounds: PartySoundPort;
}

export interface SpeakingOptions {
  readonly script: Script;
  readonly background: Background;
  /** ms of silence after which the first line is said. */
  readonly firstAfterMs: number;
  handleFinished(): void;
}

/** A person on the phone. */
export function openSpeaker(deps: Deps, options: SpeakingOptions): Voice {
  const peer = deps.sounds.createPeer({
    handleFirstSound: () => talk.handleFirstSound(),
    handleVoice: (state) => talk.handleVoice(state),
  });
  const { script, firstAfterMs, handleFinished } = options;
  const talk = createTalk({ ...deps, peer, script, firstAfterMs, handleFinished });
  // From the first packet on: a line that is up is never digital silence.
  peer.background(options.background);
  return {
    peer,
    begin: () => talk.begin(),
    handleDirection: (direction) => talk.handleHeld(direction === 'sendonly' || direction === 'inactive'),
    figures: () => talk.figures(),
    dispose() {
      talk.dispose();
      peer.close();
    },
  };
}

/** What an exchange has of its own: a sound, or a room that mixes. */
export type Service =
  { readonly is: 'music' | 'announcement' } | { readonly is: 'room'; readonly room: string };

/** The service at an address; undefined: none. */
export function serviceOf(user: string): Service | undefined {
  if (user === 'music' || user === 'announcement') return { is: user };
  return /^room[1-9]$/.test(user) ? { is: 'room', room: user } : undefined;
}

export function openService({ clock, logger, sounds }: Deps, service: Service): Voice {
  let heard = false;
  let over = false;
  let repeat: Disposable | undefined;
  const peer: PartyPeer = sounds.createPeer({
    handleFirstSound: () => (heard = true),
    handleVoice: () => undefined,
  });

  function announce(): void {
    if (over) return;
    peer
      .say(announcement)
      .done.catch((cause: unknown) => logger.warn('parties: no announcement', { why: String(cause) }))
      .finally(() => {
        if (!over) repeat = clock.after(2000, announce);
      });
  }

  return {
    peer,
    begin() {
      if (service.is === 'room') peer.join(service.room);
      else if (service.is === 'music') peer.music();
      else announce();
    },
    handleDirection: () => undefined,
    figures: () => ({ heardOperatorMs: 0, spokeMs: 0, heard }),
    dispose() {
      over = true;
      repeat?.dispose();
      peer.close();
    },
  };
}
