import { valuesOf } from '@samband/telephony/sip';
import type { RawHeader } from '@samband/telephony/sip';
import type { Line } from '../lines.ts';
import type { Request } from '../wire/request.ts';
import type { Digest } from './digest.ts';

/** So many wrong secrets on one connection, and it is closed. */
const mostFailures = 10;

export type Passed =
  | { readonly ok: true; readonly user: string }
  | {
      readonly ok: false;
      readonly status: number;
      readonly headers: readonly RawHeader[];
      readonly close?: true;
    };

/** Lets a request through whose sender has proved a user that may be on this line. */
export function createGate(digest: Digest, mayBeOn: (user: string, line: Line) => boolean) {
  return (request: Request, line: Line): Passed => {
    const isRegister = request.method === 'REGISTER';
    const header = isRegister ? 'authorization' : 'proxy-authorization';
    const verdict = digest.check(request, valuesOf(request.raw, header));
    if (!verdict.ok && verdict.why !== 'wrong') {
      const name = isRegister ? 'WWW-Authenticate' : 'Proxy-Authenticate';
      const challenge = digest.challenge(verdict.why === 'stale');
      return { ok: false, status: isRegister ? 401 : 407, headers: [[name, challenge]] };
    }
    const isTheirs =
      verdict.ok && mayBeOn(verdict.user, line) && (line.user ?? verdict.user) === verdict.user;
    if (verdict.ok && isTheirs) {
      line.user = verdict.user;
      return { ok: true, user: verdict.user };
    }
    line.failures += 1;
    const refusal = { ok: false, status: 403, headers: [] } as const;
    return line.failures >= mostFailures ? { ...refusal, close: true } : refusal;
  };
}
