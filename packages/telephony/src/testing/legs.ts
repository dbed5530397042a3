import { SambandError } from '../contract/index.ts';
import type {
  DialogFacts,
  IncomingLeg,
  InviteOptions,
  LegHandlers,
  RequestFacts,
  SdpPeer,
  SipLeg,
  SipReason,
} from '../ports/index.ts';

export type AcceptMode = 'ok' | 'gone' | 'media' | 'network' | 'stuck';

/** An INVITE at the console, with the exchange's side of it as methods. */
export interface FakeIncoming extends IncomingLeg {
  state(): 'ringing' | 'accepted' | 'confirmed' | 'cancelled' | 'ended' | 'abandoned' | 'rejected';
  readonly reinvites: { iceRestart: boolean }[];
  /** How the next `accept` goes. */
  mode: AcceptMode;
  /** ACK follows the 200 at once. */
  autoAck: boolean;
  terminated(): boolean;
  progressed(): boolean;
  cancel(...reasons: SipReason[]): void;
  ack(): void;
  bye(...reasons: SipReason[]): void;
  /** The dialog is lost: no ACK, or 481. */
  lose(): void;
  handlers(): LegHandlers;
}

export const elsewhere: SipReason = { protocol: 'SIP', cause: 200, text: 'Call completed elsewhere' };
export const loseRace: SipReason = { protocol: 'Q.850', cause: 26 };

function failure(code: string): SambandError {
  return new SambandError({ code, category: 'network', messageKey: `error.${code}` });
}

export interface LegBirth {
  readonly id: string;
  readonly edge: string;
  readonly facts: RequestFacts;
  readonly offer?: string | undefined;
  readonly replaces?: DialogFacts;
  /** The flow's socket stands. */
  up(): boolean;
}

export function fakeIncoming(birth: LegBirth): FakeIncoming {
  let state: ReturnType<FakeIncoming['state']> = 'ringing';
  let given: LegHandlers | undefined;
  let terminated = false;
  let progressed = false;
  const reinvites: { iceRestart: boolean }[] = [];
  const handlers = () => {
    if (!given) throw new Error('no handlers were set');
    return given;
  };
  const leg: FakeIncoming = {
    id: birth.id,
    edge: birth.edge,
    facts: birth.facts,
    ...(birth.replaces ? { replaces: birth.replaces } : {}),
    offer: birth.offer,
    mode: 'ok',
    autoAck: true,
    reinvites,
    state: () => state,
    terminated: () => terminated,
    progressed: () => progressed,
    handlers,
    setHandlers: (next) => {
      given = next;
    },
    dialog: () =>
      state === 'accepted' || state === 'confirmed'
        ? { callId: birth.facts.callId, localTag: `local-${birth.id}`, remoteTag: birth.facts.fromTag }
        : undefined,
    progress: async () => {
      progressed = true;
    },
    accept: (peer) => accept(peer),
    reject: async () => {
      state = 'rejected';
    },
    abandon: () => {
      if (state === 'ringing') state = 'abandoned';
    },
    reinvite: async (options) => {
      if (!birth.up()) throw failure('reinvite.failed');
      reinvites.push(options);
    },
    terminate: async () => {
      terminated = true;
      state = 'ended';
    },
    cancel: (...reasons) => {
      if (state !== 'ringing') return;
      state = 'cancelled';
      given?.handleCancelled(reasons);
    },
    ack: () => {
      if (state !== 'accepted') return;
      state = 'confirmed';
      handlers().handleAcknowledged();
    },
    bye: (...reasons) => {
      if (state !== 'accepted' && state !== 'confirmed') return;
      state = 'ended';
      handlers().handleEnded({ by: 'peer', reasons });
    },
    lose: () => {
      if (state !== 'accepted' && state !== 'confirmed') return;
      state = 'ended';
      handlers().handleEnded({ by: 'network', reasons: [] });
    },
  };
  async function accept(peer: SdpPeer): Promise<void> {
    if (leg.mode === 'stuck') return new Promise(() => {});
    if (leg.mode === 'media') throw failure('media.failed');
    if (birth.offer === undefined) await peer.offer({ iceRestart: false });
    else await peer.answer(birth.offer);
    if (leg.mode === 'gone' || state !== 'ringing') throw failure('leg.gone');
    if (leg.mode === 'network' || !birth.up()) throw failure('network.lost');
    state = 'accepted';
    if (leg.autoAck) setImmediate(() => leg.ack());
  }
  return leg;
}

/** A call that the console makes, with the far side as methods. */
export interface FakeOutgoing extends SipLeg {
  readonly options: InviteOptions;
  readonly peer: SdpPeer;
  readonly reinvites: { iceRestart: boolean }[];
  state(): 'calling' | 'up' | 'failed' | 'ended';
  terminated(): boolean;
  ring(status?: number): void;
  answer(): void;
  refuse(status: number, reason?: string): void;
  bye(...reasons: SipReason[]): void;
  lose(): void;
}

export interface OutgoingBirth {
  readonly id: string;
  readonly edge: string;
  readonly options: InviteOptions;
  readonly peer: SdpPeer;
  readonly handlers: LegHandlers;
  up(): boolean;
}

export function fakeOutgoing(birth: OutgoingBirth): FakeOutgoing {
  const { handlers } = birth;
  const reinvites: { iceRestart: boolean }[] = [];
  let state: ReturnType<FakeOutgoing['state']> = 'calling';
  let terminated = false;
  return {
    id: birth.id,
    edge: birth.edge,
    options: birth.options,
    peer: birth.peer,
    reinvites,
    state: () => state,
    terminated: () => terminated,
    dialog: () =>
      state === 'up'
        ? { callId: `out-${birth.id}`, localTag: `local-${birth.id}`, remoteTag: `remote-${birth.id}` }
        : undefined,
    reinvite: async (options) => {
      if (!birth.up()) throw failure('reinvite.failed');
      reinvites.push(options);
    },
    terminate: async () => {
      terminated = true;
      if (state === 'calling' || state === 'up') state = 'ended';
    },
    ring: (status = 180) => {
      if (state === 'calling') handlers.handleProgress(status);
    },
    answer: () => {
      if (state !== 'calling') return;
      state = 'up';
      handlers.handleEstablished();
    },
    refuse: (status, reason = 'refused') => {
      if (state !== 'calling') return;
      state = 'failed';
      handlers.handleFailed(status, reason);
    },
    bye: (...reasons) => {
      if (state !== 'up') return;
      state = 'ended';
      handlers.handleEnded({ by: 'peer', reasons });
    },
    lose: () => {
      if (state !== 'up') return;
      state = 'ended';
      handlers.handleEnded({ by: 'network', reasons: [] });
    },
  };
}
