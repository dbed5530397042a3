import type { Core, URI } from 'sip.js';
import type { Clock, Disposable, FlowConfig, RegisterOutcome } from '../ports/index.ts';
import { addressOf, type Agent, allow } from './agent.ts';
import { type RawMessage, valueOf, valuesOf } from './message.ts';
import { splitOutside } from './values.ts';

/** Longest wait for a registrar's answer. */
const patienceMs = 10_000;

export interface Registrations {
  /** User parts of all AoRs that were ever registered here. */
  users(): ReadonlySet<string>;
  register(aor: string, expires: number): Promise<RegisterOutcome>;
  /** The socket is gone: what waits for an answer will not get one. */
  handleDisconnected(): void;
  dispose(): void;
}

/** One AoR's binding: Call-ID and CSeq go on over refreshes and sockets (RFC 3261 §10.2). */
interface Binding {
  readonly aor: URI;
  readonly callId: string;
  cseq: number;
  /** One REGISTER at a time. */
  last: Promise<unknown>;
}

interface Round {
  readonly outcome: RegisterOutcome;
  /** Min-Expires of a 423. */
  readonly atLeast?: number;
}

function header(raw: RawMessage | undefined, name: string): string | undefined {
  return raw ? valueOf(raw, name) : undefined;
}

/** The expiry that the registrar gave our contact; undefined when it lists contacts and ours is not among them. */
function grantedTo(raw: RawMessage, config: FlowConfig, asked: number): number | undefined {
  const contacts = valuesOf(raw, 'contact').flatMap((value) => splitOutside(value, ','));
  const needle = [config.instanceId.toLowerCase(), `sip:${config.contactUser}@`.toLowerCase()];
  const ours = contacts.filter((value) => needle.some((text) => value.toLowerCase().includes(text)));
  const given = ours
    .map((value) => /;\s*expires\s*=\s*"?(\d{1,9})/i.exec(value)?.[1])
    .filter((value) => value !== undefined)
    .map(Number);
  if (given.length > 0) return Math.max(...given);
  const general = Number(valueOf(raw, 'expires') ?? Number.NaN);
  return ours.length === 0 ? undefined : Number.isInteger(general) && general > 0 ? general : asked;
}

export function createRegistrations(deps: {
  readonly agent: Agent;
  readonly config: FlowConfig;
  readonly clock: Clock;
  readonly newCallId: () => string;
  readonly connected: () => boolean;
}): Registrations {
  const { agent, config, clock } = deps;
  const bindings = new Map<string, Binding>();
  const waiting = new Set<(round: Round) => void>();
  const domain = addressOf(config.aor, '')?.host ?? '';

  function bindingOf(aor: string): Binding | undefined {
    const known = bindings.get(aor);
    const address = known ? undefined : addressOf(aor, domain);
    if (known || !address) return known;
    const made = { aor: address, callId: deps.newCallId(), cseq: 0, last: Promise.resolve() };
    bindings.set(aor, made);
    return made;
  }

  function requestFor(binding: Binding, expires: number): Core.OutgoingRequestMessage {
    const registrar = binding.aor.clone();
    registrar.user = undefined;
    binding.cseq += 1;
    return agent.core.makeOutgoingRequestMessage(
      'REGISTER',
      registrar,
      binding.aor,
      binding.aor,
      { callId: binding.callId, cseq: binding.cseq, optionTags: ['path', 'outbound'] },
      [
        `Contact: ${agent.contact};+sip.instance="<urn:uuid:${config.instanceId}>";reg-id=${config.regId};expires=${expires}`,
        `Expires: ${expires}`,
        `Allow: ${allow}`,
      ],
    );
  }

  function read(response: Core.IncomingResponseMessage, asked: number): Round {
    const raw = agent.rawOf(response);
    const status = response.statusCode ?? 0;
    const reason = response.reasonPhrase ?? '';
    // Made by sip.js itself: nothing came over the wire.
    if (!raw) return { outcome: { ok: false, status: 0, reason: status === 408 ? 'timeout' : 'closed' } };
    if (status < 200 || status > 299) {
      const atLeast = Number(header(raw, 'min-expires') ?? Number.NaN);
      const outcome = { ok: false, status, reason } as const;
      return status === 423 && Number.isInteger(atLeast) ? { outcome, atLeast } : { outcome };
    }
    const expires = grantedTo(raw, config, asked);
    if (asked > 0 && (expires === undefined || expires === 0))
      return { outcome: { ok: false, status, reason: 'not bound' } };
    const date = header(raw, 'date');
    const granted = asked === 0 ? 0 : (expires ?? asked);
    return { outcome: { ok: true, expires: granted, ...(date === undefined ? {} : { date }) } };
  }

  function round(binding: Binding, expires: number): Promise<Round> {
    return new Promise((resolve) => {
      if (!deps.connected()) {
        resolve({ outcome: { ok: false, status: 0, reason: 'closed' } });
        return;
      }
      let timer: Disposable | undefined;
      const done = (result: Round): void => {
        if (!waiting.delete(done)) return;
        timer?.dispose();
        binding.cseq = Math.max(binding.cseq, request.cseq);
        resolve(result);
      };
      waiting.add(done);
      const request = requestFor(binding, expires);
      const answered = ({ message }: { message: Core.IncomingResponseMessage }): void =>
        done(read(message, expires));
      timer = clock.after(patienceMs, () => done({ outcome: { ok: false, status: 0, reason: 'timeout' } }));
      agent.core.register(request, { onAccept: answered, onReject: answered, onRedirect: answered });
    });
  }

  async function rounds(binding: Binding, expires: number): Promise<RegisterOutcome> {
    const first = await round(binding, expires);
    // RFC 3261 §10.2.8; a registrar that asks for more than a day is not believed.
    if (first.atLeast === undefined || first.atLeast <= expires || first.atLeast > 86_400)
      return first.outcome;
    return (await round(binding, first.atLeast)).outcome;
  }

  function giveUp(): void {
    for (const done of waiting) done({ outcome: { ok: false, status: 0, reason: 'closed' } });
  }

  return {
    users: () => new Set([...bindings.values()].map((binding) => decodeURIComponent(binding.aor.user ?? ''))),
    register(aor, expires) {
      const binding = bindingOf(aor);
      if (!binding) return Promise.resolve({ ok: false, status: 0, reason: 'address' });
      const run = binding.last.then(() => rounds(binding, expires));
      binding.last = run;
      return run;
    },
    handleDisconnected: giveUp,
    dispose() {
      giveUp();
      bindings.clear();
    },
  };
}
