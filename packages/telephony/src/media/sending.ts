import type { Logger } from '../ports/index.ts';

/** Whether packets leave at all. A prepared answer sends none, though its path may be up already. */
export interface Sending {
  /** Resolves when the sender stands still; the first description must wait for it. */
  readonly ready: Promise<void>;
  start(): void;
}

export function createSending(sender: RTCRtpSender, logger: Logger): Sending {
  let started = false;
  async function set(active: boolean): Promise<void> {
    const parameters = sender.getParameters();
    for (const encoding of parameters.encodings) encoding.active = active;
    await sender.setParameters(parameters);
  }
  // A sender that could not be stopped sends digital silence, which is as harmless.
  const ready = set(false).catch((cause: unknown) =>
    logger.warn('sender not stopped', { error: String(cause) }),
  );
  return {
    ready,
    start() {
      if (started) return;
      started = true;
      ready
        .then(() => set(true))
        // Parameters that were read before a description took hold are refused once (webrtc-pc §5.2).
        .catch(() => set(true))
        .catch((cause: unknown) => logger.error('sender not started', { error: String(cause) }));
    },
  };
}
