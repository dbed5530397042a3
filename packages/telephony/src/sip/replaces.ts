import type { DialogFacts } from '../ports/index.ts';
import { parameter } from './values.ts';

/** What a Replaces header names, seen from our side of the dialog. */
export interface Replaces {
  readonly dialog: DialogFacts;
  /** Only a dialog that has not been answered may be replaced. */
  readonly earlyOnly: boolean;
}

/** RFC 3891 §6.1: to-tag is our tag, from-tag the peer's. `invalid`: several headers, or one that lacks something. */
export function replacesOf(values: readonly string[]): Replaces | 'invalid' | undefined {
  const [value, second] = values;
  if (value === undefined) return undefined;
  const callId = (value.split(';', 1)[0] ?? '').trim();
  const localTag = parameter(value, 'to-tag');
  const remoteTag = parameter(value, 'from-tag');
  if (second !== undefined || callId === '' || !localTag || !remoteTag) return 'invalid';
  return { dialog: { callId, localTag, remoteTag }, earlyOnly: parameter(value, 'early-only') !== undefined };
}

export function sameDialog(a: DialogFacts, b: DialogFacts): boolean {
  return a.callId === b.callId && a.localTag === b.localTag && a.remoteTag === b.remoteTag;
}
