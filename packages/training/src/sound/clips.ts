import { SambandError } from '@samband/telephony/contract';

/** Decoded clips; the ones used last are kept. */
export interface Clips {
  /** Rejects with SambandError `clip.missing`. */
  get(id: string): Promise<AudioBuffer>;
}

/** At 16 kHz and four seconds each they are 16 MB. */
const most = 64;
const fetchTimeoutMs = 5000;

function missing(cause: unknown): SambandError {
  return new SambandError(
    { code: 'clip.missing', category: 'media', messageKey: 'error.media.failed' },
    { cause },
  );
}

export function createClips(
  decode: (bytes: ArrayBuffer) => Promise<AudioBuffer>,
  urlOf: (id: string) => string | undefined,
): Clips {
  const kept = new Map<string, Promise<AudioBuffer>>();

  async function load(id: string): Promise<AudioBuffer> {
    try {
      const url = urlOf(id);
      if (url === undefined) throw new Error('no such clip');
      const response = await fetch(url, { signal: AbortSignal.timeout(fetchTimeoutMs) });
      if (!response.ok) throw new Error(`status ${response.status}`);
      return await decode(await response.arrayBuffer());
    } catch (cause) {
      throw missing(cause);
    }
  }

  return {
    get(id) {
      const known = kept.get(id);
      const clip = known ?? load(id);
      kept.delete(id);
      kept.set(id, clip);
      // What failed is tried again the next time.
      if (!known) clip.catch(() => kept.delete(id));
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return clip;
    },
  };
}
