import { SambandError } from '@samband/telephony/contract';
import type { Clock, SdpPeer } from '@samband/telephony/ports';
import { gathered } from './gather.ts';

export function mediaFailed(cause: unknown): SambandError {
  return new SambandError(
    { code: 'media.failed', category: 'media', messageKey: 'error.media.failed' },
    { cause },
  );
}

/** What the telephone network carries, then what else two browsers have in common. */
const preferred = ['audio/pcma', 'audio/opus', 'audio/telephone-event'];

/** The codecs to offer, best first; everything else is left out. */
export function preferCodecs<T extends { mimeType: string }>(available: readonly T[]): T[] {
  const rank = (codec: T): number => preferred.indexOf(codec.mimeType.toLowerCase());
  return available.filter((codec) => rank(codec) >= 0).toSorted((a, b) => rank(a) - rank(b));
}

/** Offers and answers of one connection, one at a time, candidates included. */
export function createNegotiation(connection: RTCPeerConnection, clock: Clock): SdpPeer {
  let last: Promise<unknown> = Promise.resolve();
  let answered: { readonly offer: string; readonly answer: Promise<string> } | undefined;
  let closed = false;

  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = last
      .then(() => {
        // Nothing is gathered, and nothing waited for, on a connection that is gone.
        if (closed) throw new Error('closed');
        return run();
      })
      .catch((cause: unknown) => {
        throw mediaFailed(cause);
      });
    last = turn.catch(() => undefined);
    return turn;
  }

  async function makeAnswer(offer: string): Promise<string> {
    await connection.setRemoteDescription({ type: 'offer', sdp: offer });
    for (const transceiver of connection.getTransceivers())
      if (transceiver.receiver.track.kind !== 'audio') transceiver.stop();
    await connection.setLocalDescription(await connection.createAnswer());
    return gathered(connection, clock);
  }

  return {
    answer(offer) {
      if (answered?.offer === offer) return answered.answer;
      const answer = inTurn(() => makeAnswer(offer));
      answered = { offer, answer };
      answer.catch(() => {
        if (answered?.answer === answer) answered = undefined;
      });
      return answer;
    },
    offer: ({ iceRestart }) =>
      inTurn(async () => {
        await connection.setLocalDescription(await connection.createOffer({ iceRestart }));
        // The INVITE is forked, and sound goes straight to whoever answers: a position that was a moment late would
        // begin DTLS with us as well, and spoil it. One that is passive (RFC 5763 §5) waits until we have chosen.
        return (await gathered(connection, clock)).replaceAll('a=setup:actpass', 'a=setup:active');
      }),
    accept: (sdp) =>
      inTurn(async () => {
        await connection.setRemoteDescription({ type: 'answer', sdp });
        // The same offer from the other end would now mean something new.
        answered = undefined;
      }),
    rollback: () =>
      inTurn(async () => {
        if (connection.signalingState === 'have-local-offer')
          await connection.setLocalDescription({ type: 'rollback' });
      }),
    close() {
      closed = true;
      connection.close();
    },
  };
}
