import { problemOf, SambandError } from '../contract/index.ts';
import type { Clock, SdpPeer } from '../ports/index.ts';
import type { AudioSection } from './audio-section.ts';
import { gathered } from './gather.ts';
import { acceptsAudio, answersWithSound, hasCandidates, objectionToOffer } from './sdp.ts';
import { standingAnswer } from './standing-answer.ts';

interface Deps {
  readonly connection: RTCPeerConnection;
  readonly clock: Clock;
  readonly audio: Pick<AudioSection, 'open' | 'adopt'>;
}

function failed(cause: unknown): SambandError {
  return new SambandError(problemOf('media.failed', 'media'), { cause });
}

/**
 * Offers and answers of one connection, one at a time.
 *
 * ```
 *   stable ── offer() ──────────▶ have-local-offer ── accept() ─────▶ stable
 *                                        └── rollback(), refused ───▶ stable, as before
 *   stable ── answer(): set ────▶ have-remote-offer ── answer set ──▶ stable
 *                                        └── no answer possible ────▶ stable, as before
 * ```
 *
 * An answer is applied when it is made, not when it is sent: ICE and DTLS come up while the call still rings where
 * the exchange answers checks that early (rtpengine does), and the press waits for nothing but the caller's next
 * packet. An exchange that does not answer finds us by its own checks once it has the answer (RFC 8445 §7.3.1.4),
 * even if ours have failed in the meantime. Asterisk has no checks where the answer names no candidates, so what is
 * sent has those, too, that came after it was made.
 */
export function createNegotiation({ connection, clock, audio }: Deps): SdpPeer {
  let last: Promise<unknown> = Promise.resolve();
  let answered: { offer: string; answer: Promise<string> } | undefined;

  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = last.then(run).catch((cause: unknown) => {
      throw failed(cause);
    });
    last = turn.catch(() => undefined);
    return turn;
  }

  /** A re-offer that cannot be answered must leave the session as it was (RFC 3261 §14.2). */
  async function forgetOffer(): Promise<void> {
    if (connection.signalingState === 'have-remote-offer')
      await connection.setRemoteDescription({ type: 'rollback' });
  }

  async function makeAnswer(offer: string): Promise<string> {
    // Chromium stops the transceiver of a refused section as soon as the offer is set, and no rollback brings it back.
    const objection = objectionToOffer(offer);
    if (objection !== undefined) throw new Error(objection);
    await connection.setRemoteDescription({ type: 'offer', sdp: offer });
    try {
      audio.adopt();
      const answer = await connection.createAnswer();
      if (!answersWithSound(offer, answer.sdp ?? '')) throw new Error('no codec in common');
      await connection.setLocalDescription(answer);
    } catch (error) {
      await forgetOffer();
      throw error;
    }
    return gathered(connection, clock);
  }

  /** An answer that was made before, as it is to be sent now. */
  async function renewed(answer: string): Promise<string> {
    const { localDescription } = connection;
    if (localDescription?.type !== 'answer') return answer;
    return hasCandidates(localDescription.sdp) ? localDescription.sdp : gathered(connection, clock);
  }

  /**
   * The session as it was before our offer (RFC 3261 §14.1). Chromium's own rollback of a re-offer stops sound in both
   * directions for good (seen in 130 and 156). So the offer is replaced by one without changes, and the peer's last
   * word is its answer.
   */
  async function restore(): Promise<void> {
    const { currentLocalDescription: local, currentRemoteDescription: remote } = connection;
    answered = undefined;
    if (!local || !remote) return connection.setLocalDescription({ type: 'rollback' });
    await connection.setLocalDescription(await connection.createOffer());
    await connection.setRemoteDescription({ type: 'answer', sdp: standingAnswer(remote, local) });
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
        audio.open();
        await connection.setLocalDescription(await connection.createOffer({ iceRestart }));
        return gathered(connection, clock);
      }),
    accept: (sdp) =>
      inTurn(async () => {
        // A refused section would stop the transceiver for good; a session without sound is none.
        if (!acceptsAudio(sdp)) throw new Error('sound was refused');
        await connection.setRemoteDescription({ type: 'answer', sdp });
        // The same offer from the peer would now mean something new.
        answered = undefined;
      }),
    rollback: () =>
      inTurn(async () => {
        if (connection.signalingState === 'have-local-offer') await restore();
      }),
    close: () => connection.close(),
  };
}
