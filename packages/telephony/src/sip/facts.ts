import type { BodyPart, RequestFacts } from '../ports/index.ts';
import { partsOf } from './body.ts';
import { type RawMessage, valueOf } from './message.ts';
import { parameter } from './values.ts';

/** A request as identity reads it: as it came, before any repair. */
export function factsOf(raw: RawMessage): RequestFacts {
  const parts: readonly BodyPart[] = partsOf(raw) ?? [];
  const from = valueOf(raw, 'from') ?? '';
  return {
    requestUri: raw.start.kind === 'request' ? raw.start.uri : '',
    callId: valueOf(raw, 'call-id') ?? '',
    fromTag: parameter(from.slice(from.lastIndexOf('>') + 1), 'tag') ?? '',
    headers: raw.headers,
    parts,
  };
}
