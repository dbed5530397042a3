import type { RawHeader } from '@samband/telephony/sip';
import type { Identity } from '../dialog/dialog.ts';
import type { Branch, Call, CallHooks } from '../fork/call.ts';
import { isUnanswered, ringsOn } from '../fork/call.ts';
import type { Calls } from '../fork/calls.ts';
import type { Party } from '../lines.ts';
import type { Binding, Bindings } from '../registrar/bindings.ts';
import type { Request, Response } from '../wire/request.ts';

export interface Target {
  /** User part of the address that was called; its contacts ring, later ones too. */
  readonly aor?: string;
  /** Or one party that is known already. */
  readonly party?: Party;
  readonly headers: readonly RawHeader[];
  /** Of the call that this one takes over. */
  readonly identity?: Identity;
  /** In any case, once. */
  handleOver?(answered: boolean): void;
}

/** Calls that are for somebody, not for a queue: what is replied is passed on. */
export interface Direct {
  call(request: Request, caller: Party, target: Target): void;
  /** A position that was called is back over a new connection: the call rings there. */
  handleBound(binding: Binding): void;
}

export function createDirect(deps: {
  readonly calls: Calls;
  readonly bindings: Bindings;
  handleAnswered(call: Call, branch: Branch, response: Response, identity: Identity | undefined): void;
}): Direct {
  const { calls, bindings } = deps;
  const called = new Map<Call, Target>();

  const partyOf = ({ user, contact, line }: Binding): Party => ({ user, contact, line });

  return {
    call(request, caller, target) {
      const hooks: CallHooks = {
        handleAnswered(branch, response) {
          called.delete(call);
          deps.handleAnswered(call, branch, response, target.identity);
          target.handleOver?.(true);
        },
        handleUnanswered() {
          called.delete(call);
          target.handleOver?.(false);
        },
      };
      const begun = calls.begin('direct', request, caller, hooks);
      if (!begun) return target.handleOver?.(false);
      const call = begun;
      const parties = target.party ? [target.party] : bindings.of(target.aor ?? '').map(partyOf);
      const { headers } = target;
      const rings = parties.filter((party) => calls.fork(call, party, { headers, recordRoute: true }));
      if (rings.length > 0) called.set(call, target);
      else {
        calls.refuse(call, 480);
        target.handleOver?.(false);
      }
    },
    handleBound(binding) {
      for (const [call, { aor, headers }] of called)
        if (aor === binding.aor && isUnanswered(call) && !ringsOn(call, binding.line))
          calls.fork(call, partyOf(binding), { headers, recordRoute: true });
    },
  };
}
