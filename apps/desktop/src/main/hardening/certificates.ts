import type { Report, Site } from '@samband/telephony/contract';
import { hostOf } from './loopback.ts';

/** A certificate as Chromium shows it. Times are Unix seconds. */
export interface ShownCertificate {
  readonly host: string;
  readonly fingerprint: string;
  readonly validStart: number;
  readonly validExpiry: number;
}

export type Verdict =
  | { readonly accept: true; readonly edges: readonly string[] }
  | {
      readonly accept: false;
      readonly edges: readonly string[];
      readonly why: 'expired' | 'unknown' | 'invalid';
    };

type Edges = Site['exchange']['edges'];

/**
 * Is this the exchange? Only a certificate that the site file names, within its dates, whoever signed it.
 * A host that is no edge is refused: nothing else is ever spoken to.
 */
export function judgeCertificate(shown: ShownCertificate, edges: Edges, nowMs: number): Verdict {
  const host = shown.host.replaceAll(/^\[|\]$/g, '').toLowerCase();
  const asked = edges.filter((edge) => edge.url.startsWith('wss:') && hostOf(edge.url) === host);
  const named = asked.filter((edge) => edge.certificates.includes(shown.fingerprint));
  const refuse = (why: 'expired' | 'unknown' | 'invalid'): Verdict => ({
    accept: false,
    edges: (named.length > 0 ? named : asked).map((edge) => edge.name),
    why,
  });
  if (named.length === 0) return refuse('unknown');
  if (nowMs >= shown.validExpiry * 1000) return refuse('expired');
  if (nowMs < shown.validStart * 1000) return refuse('invalid');
  return { accept: true, edges: named.map((edge) => edge.name) };
}

const day = 86_400_000;
/** Days before expiry from which it is warned. */
export const warnDays = 30;

/** Warns of accepted certificates that run out: once a day and edge, however often they are shown. */
export function createExpiryWatch(report: (report: Report) => void): {
  accepted(edge: string, validExpiry: number, nowMs: number): void;
  /** Daily look at what was accepted earlier: a connection may stand for weeks. */
  look(nowMs: number): void;
} {
  const seen = new Map<string, { expiry: number; warned: number }>();
  function look(nowMs: number): void {
    for (const [edge, entry] of seen) {
      const days = Math.floor((entry.expiry * 1000 - nowMs) / day);
      if (days > warnDays || nowMs - entry.warned < day) continue;
      entry.warned = nowMs;
      report({ type: 'certificate.expiring', payload: { edge, days: Math.max(0, days) } });
    }
  }
  return {
    accepted(edge, validExpiry, nowMs) {
      const known = seen.get(edge);
      if (known?.expiry !== validExpiry) seen.set(edge, { expiry: validExpiry, warned: -Infinity });
      look(nowMs);
    },
    look,
  };
}
