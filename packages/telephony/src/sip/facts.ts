import type { RequestFacts } from '../ports/index.ts';
import { tagOf } from './address.ts';
import { partsOf } from './body.ts';
import { type RawMessage, valueOf } from './message.ts';

/** A request as identity reads it: as it came, before any repair. */
export function factsOf(raw: RawMessage): RequestFacts {
  return {
    requestUri: raw.start.kind === 'request' ? raw.start.uri : '',
    callId: valueOf(raw, 'call-id') ?? '',
    fromTag: tagOf(valueOf(raw, 'from') ?? ''),
    headers: raw.headers,
    parts: partsOf(raw),
  };
}
