/** A call shorter than this is not hung up by the hook: the press that answered it may still bounce. */
export const youngestCallMs = 1000;

export interface HookFacts {
  /** Milliseconds since the calls came to be as they are. */
  readonly sinceChangeMs: number;
  /** Milliseconds since our own last write to this device. */
  readonly sinceWriteMs: number;
  /** Line busy changed in the same report. */
  readonly lineChanged: boolean;
}

export type Doubt = 'tooEarly' | 'ownWrite' | 'lineChanged';

/**
 * A hook edge alone never ends a call. The device's answer to a write looks like a press, and so does what another
 * softphone writes: Teams' ring clears Off-Hook, and the device goes on hook in the middle of our call. So it counts
 * only (a) in a call that has stood for a second, (b) when nothing was written just now, (c) when the line's own state
 * did not change with it. Undefined: it counts.
 */
export function doubtOf(facts: HookFacts, ackMs: number): Doubt | undefined {
  if (facts.sinceChangeMs < youngestCallMs) return 'tooEarly';
  if (facts.sinceWriteMs < ackMs) return 'ownWrite';
  return facts.lineChanged ? 'lineChanged' : undefined;
}
