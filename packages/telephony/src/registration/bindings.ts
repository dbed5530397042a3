import type { Clock, Disposable, Logger, RegisterOutcome, SipFlow } from '../ports/index.ts';

/** Seconds asked for: a PC that dies leaves a dead contact at the registrar no longer than this. */
const expiresSeconds = 120;
/** Share of Expires after which a binding is refreshed. */
const refreshShare = 0.6;
const shortestRefreshMs = 5000;
const retryMs = 5000;
/** After a refusal (wrong secret, unknown AoR) nothing changes quickly. */
const refusedRetryMs = 30_000;
/** An address that is being left stays no longer than this when the new ones get no answer. */
const overlapMs = 5000;

export interface BindingsDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  handleRegistered(aor: string): void;
  handleUnregistered(aor: string): void;
  handleRefused(aor: string, status: number, reason: string): void;
  /** The Date header of a response. */
  handleDate(date: string): void;
}

interface Binding {
  readonly aor: string;
  wanted: boolean;
  registered: boolean;
  busy: boolean;
  /** Asked to refresh while busy. */
  again: boolean;
  refusal: string | undefined;
  timer: Disposable | undefined;
}

/** The AoRs that one flow has registered, and keeps registered; one request at a time for each. */
export interface Bindings extends Disposable {
  /**
   * The AoRs that are to be registered. The first one goes first and the others wait for it. Those that are no longer
   * among them go when the new ones are in force (or refused): the position is never without a queue in between.
   */
  want(aors: readonly string[]): void;
  /** The flow is there: register what is wanted. */
  begin(flow: SipFlow): void;
  /** The flow is gone: nothing is registered any more, nothing is sent. */
  forget(): void;
  /** Registers the first AoR again now: the clock is read anew, and the path proven. */
  refresh(): void;
  registered(): string[];
}

export function createBindings(deps: BindingsDeps): Bindings {
  const bindings = new Map<string, Binding>();
  let order: readonly string[] = [];
  let flow: SipFlow | undefined;
  /** Tells the answers of an earlier connection from those of this one. */
  let generation = 0;
  let overlap: Disposable | undefined;
  let isOverdue = false;

  const isSettled = () =>
    [...bindings.values()].every((item) => !item.wanted || item.registered || item.refusal !== undefined);
  const own = () => bindings.get(order[0] ?? '');
  const later = (binding: Binding, ms: number) => {
    binding.timer?.dispose();
    binding.timer = deps.clock.after(ms, () => {
      binding.again = true;
      pump(binding);
    });
  };

  function pump(binding: Binding): void {
    if (!flow || binding.busy) return;
    const first = own();
    const mayGo = binding === first || !first || first.registered || first.refusal !== undefined;
    if (binding.wanted && (!binding.registered || binding.again) && mayGo) void register(binding, flow);
    else if (!binding.wanted && binding.registered && (isOverdue || isSettled()))
      void unregister(binding, flow);
  }

  /** Undefined: the connection was lost meanwhile, and the answer says nothing about the present one. */
  async function request(
    binding: Binding,
    send: () => Promise<RegisterOutcome>,
  ): Promise<RegisterOutcome | undefined> {
    const mine = generation;
    binding.busy = true;
    binding.again = false;
    binding.timer?.dispose();
    const outcome = await send();
    if (mine !== generation) return undefined;
    binding.busy = false;
    return outcome;
  }

  const pumpAll = () => {
    for (const binding of bindings.values()) pump(binding);
  };
  const pumpLeaving = () => {
    for (const binding of bindings.values()) if (!binding.wanted) pump(binding);
  };

  async function register(binding: Binding, at: SipFlow): Promise<void> {
    const outcome = await request(binding, () => at.register(binding.aor, expiresSeconds));
    if (!outcome) return;
    if (outcome.ok) accepted(binding, outcome.expires, outcome.date);
    else refused(binding, outcome.status, outcome.reason);
    if (!binding.wanted || binding.again) pump(binding);
  }

  function accepted(binding: Binding, expires: number, date: string | undefined): void {
    const first = !binding.registered;
    binding.registered = true;
    binding.refusal = undefined;
    later(binding, Math.max(shortestRefreshMs, expires * 1000 * refreshShare));
    if (date !== undefined) deps.handleDate(date);
    if (first) deps.handleRegistered(binding.aor);
    if (first && binding === own()) pumpAll();
    else if (first) pumpLeaving();
  }

  function refused(binding: Binding, status: number, reason: string): void {
    const was = binding.registered;
    const definite = status >= 400 && status < 500 && status !== 408;
    later(binding, definite ? refusedRetryMs : retryMs);
    // No answer in time: the ping decides whether the flow is dead. The old binding stands until its Expires.
    if (status === 0 || status === 408) return;
    binding.registered = false;
    if (binding.refusal === `${status}` && !was) return;
    binding.refusal = `${status}`;
    deps.handleRefused(binding.aor, status, reason);
    if (binding === own()) for (const other of bindings.values()) if (other !== binding) pump(other);
    pumpLeaving();
  }

  /** What was refused, and is no longer wanted, says nothing of the edge any more. */
  function forgetRefused(binding: Binding): void {
    if (binding.refusal === undefined || binding.registered || binding.busy) return;
    bindings.delete(binding.aor);
    deps.handleUnregistered(binding.aor);
  }

  async function unregister(binding: Binding, at: SipFlow): Promise<void> {
    const outcome = await request(binding, () => at.unregister(binding.aor));
    if (!outcome) return;
    if (outcome.ok) {
      binding.registered = false;
      deps.handleUnregistered(binding.aor);
      if (binding.wanted) pump(binding);
      else bindings.delete(binding.aor);
      return;
    }
    deps.logger.warn('unregister failed', { status: outcome.status });
    later(binding, retryMs);
    if (binding.wanted) pump(binding);
  }

  return {
    want(aors) {
      order = aors;
      for (const aor of aors)
        if (!bindings.has(aor))
          bindings.set(aor, {
            aor,
            wanted: true,
            registered: false,
            busy: false,
            again: false,
            refusal: undefined,
            timer: undefined,
          });
      for (const binding of bindings.values()) {
        binding.wanted = aors.includes(binding.aor);
        if (binding.wanted) continue;
        binding.timer?.dispose();
        forgetRefused(binding);
      }
      overlap?.dispose();
      isOverdue = false;
      pumpAll();
      const isAnyLeaving = [...bindings.values()].some((item) => !item.wanted && item.registered);
      if (!isAnyLeaving || isSettled()) return;
      overlap = deps.clock.after(overlapMs, () => {
        isOverdue = true;
        pumpLeaving();
      });
    },
    begin(next) {
      flow = next;
      pumpAll();
    },
    forget() {
      flow = undefined;
      generation += 1;
      overlap?.dispose();
      for (const binding of bindings.values()) {
        binding.busy = false;
        binding.registered = false;
        binding.again = false;
        binding.refusal = undefined;
        binding.timer?.dispose();
      }
    },
    refresh() {
      const first = own();
      if (!first) return;
      first.again = true;
      pump(first);
    },
    registered: () => [...bindings.values()].filter((item) => item.registered).map((item) => item.aor),
    dispose() {
      flow = undefined;
      generation += 1;
      overlap?.dispose();
      for (const binding of bindings.values()) binding.timer?.dispose();
      bindings.clear();
    },
  };
}
