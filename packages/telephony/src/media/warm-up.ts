import type { Clock, Logger, MediaPeerHandlers } from '../ports/index.ts';
import type { OwnPeer } from './peer.ts';

const boundMs = 5000;
const deaf: MediaPeerHandlers = {
  handleFirstAudio: () => undefined,
  handleSilent: () => undefined,
  handleAudioBack: () => undefined,
  handleQuality: () => undefined,
  handlePathLost: () => undefined,
  handlePathBack: () => undefined,
};

/**
 * A call from this page to itself that nobody hears: what the browser makes at its first call (networks, keys,
 * codecs, the decoder's pull) is made before a caller waits for it. Resolves when sound has come through, or when
 * it has had its time; never rejects.
 */
export async function warmUp(
  createPeer: (handlers: MediaPeerHandlers) => OwnPeer,
  clock: Clock,
  logger: Logger,
): Promise<void> {
  const begun = clock.mono();
  const calling = createPeer(deaf);
  let heard = (): void => undefined;
  const called = createPeer({ ...deaf, handleFirstAudio: () => heard() });
  const bound = clock.after(boundMs, () => heard());
  try {
    const sound = new Promise<void>((resolve) => (heard = resolve));
    await calling.accept(await called.answer(await calling.offer({ iceRestart: false })));
    // Both gates are shut toward the operator; the hold sound goes from one end to the other.
    calling.send('hold');
    called.send('hold');
    await sound;
    logger.info('media is warm', { ms: Math.round(clock.mono() - begun) });
  } catch (cause) {
    logger.warn('media not warmed up', { error: String(cause) });
  } finally {
    bound.dispose();
    calling.close();
    called.close();
  }
}
