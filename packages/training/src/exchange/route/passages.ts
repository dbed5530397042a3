import type { Clock, Disposable } from '@samband/telephony/ports';
import type { RawHeader } from '@samband/telephony/sip';
import { longestMs, mayAnswer } from '../fork/branches.ts';
import type { Sending } from '../fork/branches.ts';
import type { Line, Party } from '../lines.ts';
import { forwarded, passedBack, response as written } from '../wire/build.ts';
import type { Request, Response } from '../wire/request.ts';

const mostPassages = 5000;

interface Passage {
  readonly request: Request;
  readonly sender: Party;
  readonly target: Party;
  readonly timer: Disposable;
  done(): void;
}

/** Requests other than INVITE on their way to one party, and their answers on the way back (RFC 3261 §16). */
export interface Passages {
  /** 480 at once when nobody is there; 408 when nothing comes back. `done` is called in any case, once. */
  pass(
    request: Request,
    sender: Party,
    target: Party,
    how: { readonly uri: string; readonly headers?: readonly RawHeader[]; done?(): void },
  ): void;
  /** ACK to a 2xx: passed, never answered. False: nobody was there. */
  passAck(request: Request, target: Party): boolean;
  /** A request of our own; `told` gets its final status, or 0. */
  ask(text: string, branch: string, line: Line, told: (status: number) => void): void;
  /** True: it was for one of these. */
  handleResponse(response: Response, line: Line): boolean;
  count(): number;
  dispose(): void;
}

export function createPassages(deps: {
  readonly clock: Clock;
  readonly sending: Sending;
  newTag(): string;
}): Passages {
  const { clock, sending } = deps;
  const under = new Map<string, Passage>();
  const asked = new Map<
    string,
    { readonly timer: Disposable; readonly line: Line; told(status: number): void }
  >();

  function send(
    request: Request,
    target: Party,
    uri: string,
    headers: readonly RawHeader[],
  ): string | undefined {
    const line = sending.reach(target);
    if (!line) return undefined;
    const branch = sending.newBranch();
    const { domain, strip } = sending;
    line.send(forwarded(request, { uri, branch, domain, recordRoute: false, headers, strip }));
    return branch;
  }

  function refuse(request: Request, sender: Party, status: number): void {
    sending.reach(sender)?.send(written(request, status, deps.newTag()));
  }

  function over(branch: string, passage: Passage): void {
    passage.timer.dispose();
    under.delete(branch);
    passage.done();
  }

  return {
    pass(request, sender, target, how) {
      const done = (): void => how.done?.();
      const branch =
        under.size >= mostPassages ? undefined : send(request, target, how.uri, how.headers ?? []);
      if (branch === undefined) {
        refuse(request, sender, under.size >= mostPassages ? 503 : 480);
        return done();
      }
      const timer = clock.after(longestMs, () => {
        refuse(request, sender, 408);
        over(branch, passage);
      });
      const passage: Passage = { request, sender, target, timer, done };
      under.set(branch, passage);
    },
    passAck: (request, target) => send(request, target, target.contact, []) !== undefined,
    ask(text, branch, line, told) {
      const timer = clock.after(longestMs, () => {
        asked.delete(branch);
        told(0);
      });
      asked.set(branch, { timer, line, told });
      line.send(text);
    },
    handleResponse(response, line) {
      const own = asked.get(response.branch);
      if (own && own.line === line && response.status >= 200) {
        own.timer.dispose();
        asked.delete(response.branch);
        own.told(response.status);
      }
      const passage = under.get(response.branch);
      if (!passage || !mayAnswer(passage.target, line)) return own !== undefined || passage !== undefined;
      if (response.method !== passage.request.method) return true;
      // RFC 4320 §4.1: a provisional response to anything but INVITE is of no use, and 100 is between neighbours.
      if (response.status === 100) return true;
      sending.reach(passage.sender)?.send(passedBack(passage.request, response, sending.strip));
      if (response.status >= 200) over(response.branch, passage);
      return true;
    },
    count: () => under.size + asked.size,
    dispose() {
      for (const { timer } of [...under.values(), ...asked.values()]) timer.dispose();
      under.clear();
      asked.clear();
    },
  };
}
