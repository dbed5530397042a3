/**
 * A peer connection without a network that goes wrong in the ways that Chromium 130 and 156 were seen to: a rollback of
 * a re-offer ends the sound for good, a refused section stops its transceiver as soon as it is set, and a transceiver
 * made ahead is not used for an offer that does not want to receive.
 */
export interface FakeTransceiver {
  mid: string | null;
  direction: RTCRtpTransceiverDirection;
  currentDirection: RTCRtpTransceiverDirection | null;
  readonly kind: string;
  readonly receiver: { readonly track: { readonly kind: string } };
  readonly sender: { track: unknown; replaceTrack(track: unknown): Promise<void> };
  setCodecPreferences(): void;
  stop(): void;
}

type Description = { type: RTCSdpType; sdp: string };

const directionIn = (sdp: string): RTCRtpTransceiverDirection =>
  (/^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(sdp)?.[1] ?? 'sendrecv') as RTCRtpTransceiverDirection;

export function sdpOf(direction = 'sendrecv', { port = 4000, formats = '8 0', extra = '' } = {}): string {
  return (
    [
      'v=0',
      'o=- 1 1 IN IP4 192.0.2.1',
      's=-',
      't=0 0',
      `m=audio ${port} UDP/TLS/RTP/SAVPF ${formats}`,
      'a=candidate:1 1 udp 1 192.0.2.1 4000 typ host',
      'a=fingerprint:sha-256 00',
      'a=setup:actpass',
      `a=${direction}`,
      '',
    ].join('\r\n') + extra
  );
}

const mirror: Record<string, RTCRtpTransceiverDirection> = {
  sendrecv: 'sendrecv',
  sendonly: 'recvonly',
  recvonly: 'sendonly',
  inactive: 'inactive',
};

function transceiver(kind: string, mid: string | null): FakeTransceiver {
  return {
    mid,
    kind,
    direction: 'sendrecv',
    currentDirection: null,
    receiver: { track: { kind } },
    sender: {
      track: null,
      replaceTrack(track) {
        this.track = track;
        return Promise.resolve();
      },
    },
    setCodecPreferences: () => undefined,
    stop() {
      this.direction = 'stopped';
    },
  };
}

export class FakeConnection extends EventTarget {
  signalingState: RTCSignalingState = 'stable';
  iceGatheringState: RTCIceGatheringState = 'complete';
  currentLocalDescription: Description | null = null;
  currentRemoteDescription: Description | null = null;
  /** Torn down by a rollback; no description brings it back. */
  isBroken = false;
  readonly done: string[] = [];
  /** Formats of our answers. */
  answersWith = '8';
  readonly #transceivers: FakeTransceiver[] = [];
  #pending: Description | null = null;

  get localDescription(): Description | null {
    return this.signalingState === 'have-local-offer' ? this.#pending : this.currentLocalDescription;
  }

  addTransceiver(kind: string): FakeTransceiver {
    const made = transceiver(kind, null);
    this.#transceivers.push(made);
    return made;
  }
  getTransceivers(): FakeTransceiver[] {
    return this.#transceivers;
  }
  /** What is sent and heard, as the descriptions in force allow. */
  flowing(): { out: boolean; in: boolean } {
    const audio = this.#transceivers.find(({ kind, mid }) => kind === 'audio' && mid !== null);
    const now = this.isBroken ? 'inactive' : (audio?.currentDirection ?? 'inactive');
    return {
      out: audio?.sender.track !== null && (now === 'sendrecv' || now === 'sendonly'),
      in: now === 'sendrecv' || now === 'recvonly',
    };
  }

  createOffer({ iceRestart = false } = {}): Promise<Description> {
    return Promise.resolve({ type: 'offer', sdp: sdpOf() + (iceRestart ? 'a=ice-ufrag:new\r\n' : '') });
  }
  createAnswer(): Promise<Description> {
    const theirs = directionIn(this.#pending?.sdp ?? '');
    return Promise.resolve({ type: 'answer', sdp: sdpOf(mirror[theirs], { formats: this.answersWith }) });
  }

  setLocalDescription({ type, sdp }: Description): Promise<void> {
    this.done.push(`local ${type}`);
    if (type === 'rollback') {
      if (this.currentRemoteDescription) this.isBroken = true;
      this.signalingState = 'stable';
    } else if (type === 'offer') {
      this.#pending = { type, sdp };
      this.signalingState = 'have-local-offer';
      for (const one of this.#transceivers) one.mid ??= '0';
    } else this.#agree({ type, sdp }, this.#pending, mirror[directionIn(this.#pending?.sdp ?? '')]);
    return Promise.resolve();
  }

  setRemoteDescription({ type, sdp }: { type: RTCSdpType; sdp?: string }): Promise<void> {
    this.done.push(`remote ${type}`);
    if (type === 'rollback') this.signalingState = 'stable';
    else if (type === 'offer') this.#offered(sdp ?? '');
    else {
      const answer = { type, sdp: sdp ?? '' };
      this.#agree(this.#pending, answer, mirror[directionIn(answer.sdp)]);
    }
    return Promise.resolve();
  }

  #offered(sdp: string): void {
    // Chromium rolls a pending offer back by itself.
    if (this.signalingState === 'have-local-offer' && this.currentRemoteDescription) this.isBroken = true;
    this.#pending = { type: 'offer', sdp };
    this.signalingState = 'have-remote-offer';
    const wantsToReceive = ['sendrecv', 'recvonly'].includes(directionIn(sdp));
    for (const [at, [, kind, port]] of [...sdp.matchAll(/^m=(\S+) (\d+)/gm)].entries()) {
      const mid = String(at);
      const free = wantsToReceive
        ? this.#transceivers.find((one) => one.mid === null && one.kind === kind)
        : undefined;
      let own = this.#transceivers.find((one) => one.mid === mid) ?? free;
      if (!own) {
        own = transceiver(kind ?? '', mid);
        own.direction = 'recvonly';
        this.#transceivers.push(own);
      }
      own.mid = mid;
      if (port === '0') own.stop();
    }
  }

  #agree(
    local: Description | null,
    remote: Description | null,
    direction?: RTCRtpTransceiverDirection,
  ): void {
    this.currentLocalDescription = local;
    this.currentRemoteDescription = remote;
    this.signalingState = 'stable';
    const [audio] = this.#transceivers.filter(({ mid }) => mid === '0');
    if (audio && audio.direction !== 'stopped' && direction) audio.currentDirection = direction;
  }

  close(): void {
    this.signalingState = 'closed';
  }
}
