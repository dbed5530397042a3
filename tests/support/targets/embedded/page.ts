import { systemClock, systemIds } from '@samband/telephony/engine';
import type { FlowConfig, IncomingLeg, LegHandlers, Logger, SipLeg } from '@samband/telephony/ports';
import { createSipStack } from '@samband/telephony/sip';
import { createTelephone } from './telephone.ts';
import type { Telephone } from './telephone.ts';

export type Sound = number | readonly number[] | null;
export interface Dialling {
  readonly target: string;
  readonly from: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly sound: Sound;
}

/** What the test calls in this page: the telephones outside of the centre, all on one flow. */
export interface OutsidePage {
  /** Registered: calls go both ways. */
  connect(config: FlowConfig): Promise<void>;
  dial(id: string, call: Dialling): void;
  /** The next call that comes is for this one. */
  expect(id: string, wishes: { sound: Sound; atOnce: boolean }): void;
  answer(id: string): Promise<void>;
  hangUp(id: string): Promise<void>;
  play(id: string, sound: Sound): void;
  /** Hangs up, if it still can. */
  close(id: string): Promise<void>;
}
declare global {
  interface Window {
    outside: OutsidePage;
    /** Bound by the test. `what`: ringing, answered, called, ended, failed, sound. */
    tellOutside(id: string, what: string, detail: string): Promise<void>;
  }
}

interface Party {
  readonly telephone: Telephone;
  leg?: SipLeg;
  incoming?: IncomingLeg;
  answering?: Promise<void> | undefined;
  over: boolean;
}

const say =
  (level: 'debug' | 'info' | 'warn' | 'error'): Logger['info'] =>
  (message, facts) =>
    console[level](message, facts === undefined ? '' : JSON.stringify(facts));
const logger: Logger = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
const sip = createSipStack({ clock: systemClock(), ids: systemIds(), logger });
// A whole multiple of the ear's 8 kHz: nothing is heard that was not said.
const context = new AudioContext({ sampleRate: 48_000 });
const parties = new Map<string, Party>();
const expected: { id: string; atOnce: boolean }[] = [];
let flow: ReturnType<typeof sip.openFlow> | undefined;

function base64(samples: Int16Array): string {
  let text = '';
  for (const byte of new Uint8Array(samples.buffer)) text += String.fromCharCode(byte);
  return btoa(text);
}
const tell = (id: string, what: string, detail = ''): void => void window.tellOutside(id, what, detail);

function open(id: string, sound: Sound): Party {
  const telephone = createTelephone(context, (samples) => tell(id, 'sound', base64(samples)));
  telephone.play(sound);
  const party: Party = { telephone, over: false };
  parties.set(id, party);
  return party;
}
function partyOf(id: string): Party {
  const party = parties.get(id);
  if (!party) throw new Error(`nobody is called ${id}`);
  return party;
}

function handlersOf(id: string, party: Party): LegHandlers {
  const ended = (by: 'caller' | 'peer'): void => {
    if (party.over) return;
    party.over = true;
    tell(id, 'ended', by);
  };
  return {
    handleProgress: (status) => {
      if (status > 100) tell(id, 'ringing', String(status));
    },
    handleEstablished: () => tell(id, 'answered'),
    handleAcknowledged: () => tell(id, 'answered'),
    // 487 to our own CANCEL; anything else is not how a scenario goes.
    handleFailed: (status) => (status === 487 ? ended('caller') : tell(id, 'failed', String(status))),
    handleCancelled: () => ended('peer'),
    handleEnded: () => ended('peer'),
    handleRemoteDirection: () => undefined,
  };
}

const textOf = ({ facts }: IncomingLeg): string =>
  [
    `INVITE ${facts.requestUri} SIP/2.0`,
    ...facts.headers.map(([name, value]) => `${name}: ${value}`),
    '',
    ...facts.parts.map((part) => part.content),
  ].join('\r\n');

async function answer(party: Party): Promise<void> {
  party.answering ??= party.incoming?.accept(party.telephone);
  await party.answering;
}

function handleIncoming(leg: IncomingLeg): void {
  const due = expected.shift();
  const party = due && parties.get(due.id);
  if (!due || !party) {
    logger.warn('a call for which nobody waits');
    void leg.reject(480);
    return;
  }
  party.leg = leg;
  party.incoming = leg;
  leg.setHandlers(handlersOf(due.id, party));
  tell(due.id, 'called', textOf(leg));
  if (due.atOnce) void answer(party).catch((error: unknown) => tell(due.id, 'failed', String(error)));
}

async function leave(id: string): Promise<void> {
  const party = partyOf(id);
  if (party.over || !party.leg) return;
  party.over = true;
  await party.leg.terminate();
  tell(id, 'ended', 'caller');
}

window.outside = {
  async connect(config) {
    flow = sip.openFlow(config, {
      handleConnected: () => undefined,
      handleDisconnected: (reason) => logger.warn('the telephones lost the exchange', { reason }),
      handleDropped: (why) => logger.warn('a message was dropped', { why }),
      handleIncoming,
    });
    await flow.connect(5000);
    const outcome = await flow.register(config.aor, 3600);
    if (!outcome.ok) throw new Error(`not registered: ${outcome.status} ${outcome.reason}`);
    await context.resume();
  },
  dial(id, { target, from, headers, sound }) {
    const party = open(id, sound);
    if (!flow) throw new Error('not connected');
    party.leg = flow.invite({ target, from, headers }, party.telephone, handlersOf(id, party));
  },
  expect(id, { sound, atOnce }) {
    open(id, sound);
    expected.push({ id, atOnce });
  },
  answer: (id) => answer(partyOf(id)),
  hangUp: leave,
  play: (id, sound) => partyOf(id).telephone.play(sound),
  async close(id) {
    await leave(id);
    const waits = expected.findIndex((one) => one.id === id);
    if (waits >= 0) expected.splice(waits, 1);
    partyOf(id).telephone.close();
    parties.delete(id);
  },
};
