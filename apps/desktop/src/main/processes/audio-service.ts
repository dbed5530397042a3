import { app } from 'electron';
import type { Logger } from '@samband/telephony/ports';

/** Chromium's name of the process that speaks with the sound devices. */
const service = 'audio.mojom.AudioService';

/**
 * Ends Chromium's audio service. It makes the sound of all pages in a process of its own; while it stands still, a
 * page that opens or closes sound waits for it, and answers nobody. Chromium starts another at once, and the engine
 * opens its sound anew. False: there is none.
 */
export function endAudioService(log: Logger): boolean {
  const found = app.getAppMetrics().find(({ serviceName }) => serviceName === service);
  if (!found) return false;
  try {
    process.kill(found.pid, 'SIGKILL');
  } catch (error) {
    log.warn('the audio service could not be ended', { code: (error as NodeJS.ErrnoException).code ?? '' });
    return false;
  }
  log.warn('the engine is silent; the audio service was ended', { pid: found.pid });
  return true;
}
