import { bufferOf, createRunning } from '@samband/telephony/media';
import type { Clock, Disposable, Logger } from '@samband/telephony/ports';
import type { EarHandlers, PartyPeer, PartySoundPort } from '../parties/index.ts';
import { clipUrl } from '../voices/index.ts';
import { renderBackground } from './backgrounds.ts';
import { createClips } from './clips.ts';
import { createEar, type Ear } from './ear.ts';
import { createMouth, type Library } from './mouth.ts';
import { renderMusic } from './music.ts';
import { createNegotiation, mediaFailed, preferCodecs } from './negotiation.ts';
import { createRooms, type Member } from './rooms.ts';

export interface PartySoundsDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where a clip is; those of the room `voices` unless told otherwise. */
  readonly clipUrl?: (id: string) => string | undefined;
}

/** As wide as a clip, and a third of the work of 48 kHz. */
const sampleRate = 16_000;
const lookEveryMs = 50;

/** A context that plays nowhere, and so needs no device. */
function openContext(): AudioContext {
  const options: AudioContextOptions & { sinkId?: { readonly type: 'none' } } = {
    latencyHint: 'interactive',
    sampleRate,
  };
  // Not yet in TypeScript's DOM library. Without it a context is bound to the default device.
  if ('setSinkId' in AudioContext.prototype) options.sinkId = { type: 'none' };
  return new AudioContext(options);
}

function createLibrary(context: AudioContext, urlOf: (id: string) => string | undefined): Library {
  const made = new Map<string, AudioBuffer>();
  function once(name: string, render: () => Float32Array<ArrayBuffer>): AudioBuffer {
    const buffer = made.get(name) ?? bufferOf(render(), sampleRate);
    made.set(name, buffer);
    return buffer;
  }
  return {
    clips: createClips((bytes) => context.decodeAudioData(bytes), urlOf),
    background: (kind) => once(kind, () => renderBackground(kind, sampleRate)),
    music: () => once('music', () => renderMusic(sampleRate)),
  };
}

/** The sound of all parties of one page, over Web Audio and WebRTC. */
export function createPartySounds(deps: PartySoundsDeps): PartySoundPort {
  const { clock, logger } = deps;
  const context = openContext();
  const library = createLibrary(context, deps.clipUrl ?? clipUrl);
  const rooms = createRooms();
  const run = createRunning(context, (cause) =>
    logger.warn('parties: the sound did not start or rest', { why: String(cause) }),
  );
  const open = new Map<PartyPeer, Ear>();
  let created = 0;
  let looking: Disposable | undefined;
  let isBusy: boolean | undefined;

  /** With nobody on the line it would use as much of the PC as with some. */
  function rest(): void {
    const busy = open.size > 0;
    if (busy === isBusy) return;
    isBusy = busy;
    looking?.dispose();
    looking = busy
      ? clock.every(lookEveryMs, () => {
          for (const ear of open.values()) ear.look(clock.mono());
        })
      : undefined;
    if (context.state !== 'closed') run(busy);
  }

  function createPeer(handlers: EarHandlers): PartyPeer {
    const connection = connect();
    const mouth = createMouth(context, library, clock, created);
    const sender = connection.addTrack(mouth.track, mouth.stream);
    const transceiver = connection.getTransceivers().find((one) => one.sender === sender);
    if (!transceiver) throw mediaFailed(new Error('a track without a transceiver'));
    transceiver.setCodecPreferences(preferCodecs(RTCRtpReceiver.getCapabilities('audio')?.codecs ?? []));
    const ear = createEar(context, transceiver.receiver.track, handlers);
    const member: Member = { ear: ear.output, mouth: mouth.input };
    const negotiation = createNegotiation(connection, clock);
    const peer: PartyPeer = {
      ...negotiation,
      say: mouth.say,
      background: mouth.background,
      music: mouth.music,
      join: (room) => rooms.join(room, member),
      listenAnew: ear.listenAnew,
      close() {
        if (!open.delete(peer)) return;
        rooms.leave(member);
        negotiation.close();
        mouth.close();
        ear.close();
        rest();
      },
    };
    open.set(peer, ear);
    created += 1;
    rest();
    return peer;
  }

  rest();
  return {
    createPeer,
    counts: () => ({ peers: open.size, created, rooms: rooms.count() }),
    async close() {
      for (const peer of [...open.keys()]) peer.close();
      if (context.state !== 'closed') await context.close();
    },
  };
}

function connect(): RTCPeerConnection {
  try {
    // No server is ever asked: who is called sits on this machine or in its network.
    return new RTCPeerConnection({ bundlePolicy: 'balanced', iceServers: [] });
  } catch (cause) {
    throw mediaFailed(cause);
  }
}
