import type { SecondVoice, SendSource } from '../ports/index.ts';

/** What of it goes out to one call. */
export interface Gates {
  /** The operator's microphone. */
  readonly voice: boolean;
  /** The second headset's microphone. */
  readonly second: boolean;
  readonly hold: boolean;
}

/**
 * Undefined until the call was told what to send: a prepared answer sends nothing, whatever is open.
 *
 * | told       | voice | hold | second: shared | open | muted |
 * |------------|-------|------|----------------|------|-------|
 * | nothing    |       |      |                |      |       |
 * | microphone | ×     |      | ×              | ×    |       |
 * | silence    |       |      |                | ×    |       |
 * | hold       |       | ×    |                |      |       |
 */
export function gatesOf(source: SendSource | undefined, second: SecondVoice): Gates {
  const voice = source === 'microphone';
  return {
    voice,
    second: second !== 'muted' && (voice || (second === 'open' && source === 'silence')),
    hold: source === 'hold',
  };
}
