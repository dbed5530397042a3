import { SambandError } from '../contract/index.ts';
import type { Clock, Disposable, SdpPeer } from '../ports/index.ts';
import { gathered } from './gather.ts';
import { acceptsAudio, candidatesOf, type Candidate } from './sdp.ts';

export interface Negotiation extends SdpPeer {
  /** The answer is on its way: a path that is not there by now is looked for again. */
  begin(): void;
}

interface Deps {
  readonly connection: RTCPeerConnection;
  readonly clock: Clock;
  /** Must be over before the first description. */
  readonly ready: Promise<void>;
  /** What we want now; SDP is made of it (RFC 3264 §8.4). */
  direction(): RTCRtpTransceiverDirection;
}

/**
 * The path is looked for as soon as there is an offer, so that ICE and DTLS are up before the press where the
 * exchange answers checks that early (rtpengine does). One that does not lets them fail in the meantime; it is
 * looked for again this long after the answer went out, when it can be expected to have it.
 */
const secondLookMs = 40;

function failed(cause: unknown): SambandError {
  return new SambandError(
    { code: 'media.failed', category: 'media', messageKey: 'error.media.failed' },
    { cause },
  );
}

/** Offers and answers of one connection, one at a time. */
export function createNegotiation({ connection, clock, ready, direction }: Deps): Negotiation {
  let last: Promise<unknown> = ready;
  let answered: { offer: string; answer: Promise<string> } | undefined;
  let candidates: readonly Candidate[] = [];
  let timer: Disposable | undefined;

  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = last.then(run).catch((cause: unknown) => {
      throw failed(cause);
    });
    last = turn.catch(() => undefined);
    return turn;
  }

  function setDirection(): void {
    const [audio] = connection.getTransceivers();
    if (audio && audio.direction !== 'stopped') audio.direction = direction();
  }

  function lookAgain(): void {
    if (connection.iceConnectionState === 'connected' || connection.iceConnectionState === 'completed') return;
    for (const candidate of candidates)
      // One that is not understood leaves the others.
      connection.addIceCandidate(candidate).catch(() => undefined);
  }

  function begin(): void {
    timer ??= clock.after(secondLookMs, lookAgain);
  }

  async function makeAnswer(offer: string): Promise<string> {
    await connection.setRemoteDescription({ type: 'offer', sdp: offer });
    candidates = candidatesOf(offer);
    for (const transceiver of connection.getTransceivers())
      if (transceiver.receiver.track.kind !== 'audio') transceiver.stop();
    setDirection();
    const answer = await connection.createAnswer();
    if (!acceptsAudio(answer.sdp ?? '')) throw new Error('no codec in common');
    await connection.setLocalDescription(answer);
    return gathered(connection, clock);
  }

  return {
    answer(offer) {
      if (answered?.offer === offer) {
        begin();
        return answered.answer;
      }
      const answer = inTurn(() => makeAnswer(offer));
      answered = { offer, answer };
      answer.catch(() => {
        if (answered?.answer === answer) answered = undefined;
      });
      return answer;
    },
    offer: ({ iceRestart }) =>
      inTurn(async () => {
        setDirection();
        await connection.setLocalDescription(await connection.createOffer({ iceRestart }));
        return gathered(connection, clock);
      }),
    accept: (sdp) =>
      inTurn(async () => {
        await connection.setRemoteDescription({ type: 'answer', sdp });
        // The same offer from the peer would now mean something new.
        answered = undefined;
      }),
    rollback: () =>
      inTurn(async () => {
        if (connection.signalingState === 'have-local-offer')
          await connection.setLocalDescription({ type: 'rollback' });
      }),
    begin,
    close() {
      timer?.dispose();
      connection.close();
    },
  };
}
