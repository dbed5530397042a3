import { SambandError } from '../contract/index.ts';
import type { Clock, Disposable, SdpPeer } from '../ports/index.ts';
import { gathered } from './gather.ts';
import { acceptsAudio, takeCandidates, type Candidate } from './sdp.ts';

export interface Negotiation extends SdpPeer {
  /** The answer is on its way: the peer may be looked for. */
  begin(): void;
  /** The peer is known to have the answer (ACK, or its own checks). */
  confirm(): void;
}

interface Deps {
  readonly connection: RTCPeerConnection;
  readonly clock: Clock;
  /** What we want now; SDP is made of it (RFC 3264 §8.4). */
  direction(): RTCRtpTransceiverDirection;
}

/**
 * Our first checks wait this long behind the answer. A check that reaches an exchange before our answer does is
 * lost, and the next ones come at ICE's own slow pace; the exchange's own first check finds us sooner (ADR 0006).
 * An ICE-lite exchange never checks by itself: it is found when this time is up.
 */
const headStartMs = 60;

function failed(cause: unknown): SambandError {
  return new SambandError(
    { code: 'media.failed', category: 'media', messageKey: 'error.media.failed' },
    { cause },
  );
}

/** Offers and answers of one connection, one at a time. */
export function createNegotiation({ connection, clock, direction }: Deps): Negotiation {
  let last: Promise<unknown> = Promise.resolve();
  let answered: { offer: string; answer: Promise<string> } | undefined;
  let withheld: Candidate[] = [];
  let begun = false;
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

  function release(): void {
    timer?.dispose();
    timer = undefined;
    const candidates = withheld;
    withheld = [];
    for (const candidate of candidates)
      // One that is not understood leaves the others.
      connection.addIceCandidate(candidate).catch(() => undefined);
  }

  function begin(): void {
    begun = true;
    if (withheld.length > 0) timer ??= clock.after(headStartMs, release);
  }

  async function makeAnswer(offer: string): Promise<string> {
    const first = connection.currentRemoteDescription === null;
    const { sdp, candidates } = first ? takeCandidates(offer) : { sdp: offer, candidates: [] };
    await connection.setRemoteDescription({ type: 'offer', sdp });
    for (const transceiver of connection.getTransceivers())
      if (transceiver.receiver.track.kind !== 'audio') transceiver.stop();
    setDirection();
    const answer = await connection.createAnswer();
    if (!acceptsAudio(answer.sdp ?? '')) throw new Error('no codec in common');
    await connection.setLocalDescription(answer);
    withheld = candidates;
    if (begun) begin();
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
    confirm: release,
    close() {
      timer?.dispose();
      withheld = [];
      connection.close();
    },
  };
}
