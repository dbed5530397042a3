import { problemOf, SambandError } from '../contract/index.ts';
import type { Clock } from '../ports/index.ts';

const toneMs = 120;
const gapMs = 80;
const digitsPattern = /^[0-9A-D*#]{1,32}$/;

function unavailable(cause?: unknown): SambandError {
  return new SambandError(problemOf('dtmf.unavailable', 'media'), { cause });
}

/** RFC 4733 events of one sender, one run of digits after the other. Each resolves when its last tone has been sent. */
export function createDtmf(sender: RTCRtpSender, clock: Clock): (digits: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve();

  function insert(digits: string): Promise<void> {
    const tones = sender.dtmf;
    if (!tones?.canInsertDTMF) return Promise.reject(unavailable());
    return new Promise((resolve, reject) => {
      // The browser's own timing, with room to spare: a call that ends meanwhile sends no last event.
      const bound = clock.after(digits.length * (toneMs + gapMs) + 2000, () =>
        end(() => reject(unavailable())),
      );
      const onTone = (event: RTCDTMFToneChangeEvent): void => {
        if (event.tone === '') end(resolve);
      };
      function end(settle: () => void): void {
        bound.dispose();
        tones?.removeEventListener('tonechange', onTone);
        settle();
      }
      tones.addEventListener('tonechange', onTone);
      try {
        tones.insertDTMF(digits, toneMs, gapMs);
      } catch (cause) {
        end(() => reject(unavailable(cause)));
      }
    });
  }

  return (digits) => {
    if (!digitsPattern.test(digits)) return Promise.reject(unavailable());
    const run = last.then(() => insert(digits));
    last = run.catch(() => undefined);
    return run;
  };
}
