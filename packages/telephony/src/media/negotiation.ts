import { problemOf, SambandError } from '../contract/index.ts';
import type { Clock, SdpPeer } from '../ports/index.ts';
import { gathered } from './gather.ts';
import { acceptsAudio, hasCandidates } from './sdp.ts';

interface Deps {
  readonly connection: RTCPeerConnection;
  readonly clock: Clock;
  /** Must be over before the first description. */
  readonly ready: Promise<void>;
  /** What we want now; SDP is made of it (RFC 3264 §8.4). */
  direction(): RTCRtpTransceiverDirection;
}

function failed(cause: unknown): SambandError {
  return new SambandError(problemOf('media.failed', 'media'), { cause });
}

/**
 * Offers and answers of one connection, one at a time.
 *
 * An answer is applied when it is made, not when it is sent: ICE and DTLS come up while the call still rings where
 * the exchange answers checks that early (rtpengine does), and the press waits for nothing but the caller's next
 * packet. An exchange that does not answer finds us by its own checks once it has the answer (RFC 8445 §7.3.1.4),
 * even if ours have failed in the meantime. Asterisk has no checks where the answer names no candidates, so what is
 * sent has those, too, that came after it was made.
 */
export function createNegotiation({ connection, clock, ready, direction }: Deps): SdpPeer {
  let last: Promise<unknown> = ready;
  let answered: { offer: string; answer: Promise<string> } | undefined;

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

  async function makeAnswer(offer: string): Promise<string> {
    await connection.setRemoteDescription({ type: 'offer', sdp: offer });
    for (const transceiver of connection.getTransceivers())
      if (transceiver.receiver.track.kind !== 'audio') transceiver.stop();
    setDirection();
    const answer = await connection.createAnswer();
    if (!acceptsAudio(answer.sdp ?? '')) throw new Error('no codec in common');
    await connection.setLocalDescription(answer);
    return gathered(connection, clock);
  }

  /** An answer that was made before, as it is to be sent now. */
  async function renewed(answer: string): Promise<string> {
    const { localDescription } = connection;
    if (localDescription?.type !== 'answer') return answer;
    return hasCandidates(localDescription.sdp) ? localDescription.sdp : gathered(connection, clock);
  }

  return {
    answer(offer) {
      if (answered?.offer === offer) return answered.answer.then(renewed);
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
    close: () => connection.close(),
  };
}
