import type { Site } from '../contract/index.ts';
import type { RequestFacts } from '../ports/index.ts';
import { listValues, parameterOf, rawValues } from './header.ts';

/** What the exchange says of a call in headers of its own. */
export interface CallIdentity {
  /** One identity over all offers; absent when the site has no such header or it is not to be read. */
  readonly call?: string;
  /** UTC ms of the exchange's clock. */
  readonly cameIn?: number;
  readonly queueLength?: number;
  readonly recording?: boolean;
  /** Groups calls of one incident (NENA STA-010 emergency-CallId). From outside: it never hides a call. */
  readonly correlation?: string;
}

/** Years 2001 to 2286: what UTC milliseconds look like. */
const stamp = /^[1-9]\d{12}$/;

/** The one value of a header; undefined when it says several things. */
function only(facts: RequestFacts, name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const [value, other] = [...new Set(rawValues(facts, name.toLowerCase()).map((raw) => raw.trim()))];
  return other === undefined ? value : undefined;
}

function recordingOf(value: string | undefined): boolean | undefined {
  if (/^(?:on|yes|true|1)$/i.test(value ?? '')) return true;
  return /^(?:off|no|false|0)$/i.test(value ?? '') ? false : undefined;
}

/** RFC 3261 §20.9 Call-Info with the purpose of NENA STA-010 §2.1.6: the call's, else the incident's. */
function correlationOf(facts: RequestFacts): string | undefined {
  const infos = listValues(facts, 'call-info');
  const found = ['emergency-callid', 'emergency-incidentid']
    .map((purpose) => infos.find((value) => parameterOf(value, 'purpose')?.toLowerCase() === purpose))
    .find((value) => value !== undefined);
  const uri = /<\s*([^<>\s]{1,256})\s*>/.exec(found ?? '')?.[1];
  return uri?.toLowerCase().startsWith('urn:') === true ? uri : undefined;
}

/** Reads the site's own headers, strictly: what does not look as it must is not there. */
export function callIdentityOf(facts: RequestFacts, headers: Site['exchange']['headers']): CallIdentity {
  const call = only(facts, headers.call);
  const cameIn = only(facts, headers.cameIn) ?? '';
  const queueLength = only(facts, headers.queueLength) ?? '';
  const recording = recordingOf(only(facts, headers.recording));
  const correlation = correlationOf(facts);
  return {
    ...(call !== undefined && /^[\x21-\x7e]{1,256}$/.test(call) ? { call } : {}),
    ...(stamp.test(cameIn) ? { cameIn: Number(cameIn) } : {}),
    ...(/^\d{1,5}$/.test(queueLength) ? { queueLength: Number(queueLength) } : {}),
    ...(recording === undefined ? {} : { recording }),
    ...(correlation === undefined ? {} : { correlation }),
  };
}
