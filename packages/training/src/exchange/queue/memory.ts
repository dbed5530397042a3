import { splitOutside, valuesOf } from '@samband/telephony/sip';
import type { Identity } from '../dialog/dialog.ts';
import type { Request } from '../wire/request.ts';

const most = 256;
const keptMs = 600_000;

/**
 * Calls whose position was lost. The telephone network calls again at once with `In-Reply-To: <old Call-ID>`
 * (RFC 3261 §20.21), and the call is what it was: same name, same time of arrival, so first in line again.
 */
export interface Memory {
  keep(identity: Identity): void;
  /** Once. */
  take(request: Request, queue: string): Identity | undefined;
}

export function createMemory(mono: () => number): Memory {
  const lost = new Map<string, { readonly identity: Identity; readonly at: number }>();

  function prune(): void {
    for (const [oldest, { at }] of lost) {
      if (lost.size <= most && mono() - at <= keptMs) break;
      lost.delete(oldest);
    }
  }

  return {
    keep(identity) {
      for (const callId of identity.callIds) lost.set(callId, { identity, at: mono() });
      prune();
    },
    take(request, queue) {
      prune();
      const named = valuesOf(request.raw, 'in-reply-to').flatMap((value) => splitOutside(value, ','));
      const callId = named.find((name) => lost.get(name)?.identity.queue === queue);
      const found = callId === undefined ? undefined : lost.get(callId)?.identity;
      for (const name of found?.callIds ?? []) lost.delete(name);
      return found;
    },
  };
}
