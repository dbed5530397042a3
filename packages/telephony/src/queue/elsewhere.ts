import type { SipReason } from '../ports/index.ts';

/** SIP cause 200 "Call completed elsewhere" (RFC 3326 §2), or Q.850 cause 26, which B2BUAs send. */
export function isElsewhere(reasons: readonly SipReason[]): boolean {
  return reasons.some(({ protocol, cause }) => {
    const name = protocol.toUpperCase();
    return (name === 'SIP' && cause === 200) || (name === 'Q.850' && cause === 26);
  });
}

/**
 * SIP cause 302 (RFC 3326 §2): the exchange rings others in place of us. Nobody has answered and nobody has given up, as
 * when an alarm ends because somebody is ready again.
 */
export function isMoved(reasons: readonly SipReason[]): boolean {
  return reasons.some(({ protocol, cause }) => protocol.toUpperCase() === 'SIP' && cause === 302);
}

/** Our own 480: the call made room for another, and waits on at the exchange. */
export function isCrowdedOut(reasons: readonly SipReason[]): boolean {
  return reasons.some(
    ({ protocol, cause, text }) => protocol === 'SIP' && cause === 480 && text === 'crowded',
  );
}
