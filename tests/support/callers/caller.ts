import type { Ear } from '../audio/ear.ts';
import { openRtpParty } from './rtp.ts';
import { answering, dialling } from './scenario.ts';
import type { Presentation } from './scenario.ts';
import { startSipp } from './sipp.ts';

/** Where the telephone network is, seen from the exchange, and where the exchange listens for it. */
export interface Trunk {
  /** Address the callers send from; the exchange knows its trunk by it. */
  readonly address: string;
  readonly exchange: { readonly address: string; readonly port: number };
  readonly domain: string;
}

/** A party in the telephone network: SIPp for the signalling, our own RTP for the sound. */
export interface Party {
  /** What it presents itself as; empty for one who is called. */
  readonly number: string;
  /** What it hears, 8 kHz. */
  readonly ear: Ear;
  /** Its call is up, seen from the network (an announcement counts). */
  answered(withinMs?: number): Promise<void>;
  /** It hears the network's ringback tone or an announcement's 18x. */
  ringing(withinMs?: number): Promise<void>;
  /** Who ended it. Rejects when the signalling went another way than the scenario. */
  ended(withinMs?: number): Promise<'caller' | 'peer'>;
  hangUp(): Promise<void>;
  play(sound: number | Int16Array | null): void;
  waitForDigits(digits: string): Promise<void>;
  /** All SIP of the call, as text. */
  messages(): Promise<string>;
  close(): Promise<void>;
}

/** A party whose packets can be counted. */
export interface Telephone extends Party {
  /** Packets of sound that it has sent so far. */
  sent(): number;
}

export interface CallerOptions extends Presentation {
  /** Its tone, Hz; or speech, 8 kHz. */
  readonly sound: number | Int16Array;
  readonly number?: string;
  /** Hangs up right after its ACK. */
  readonly byeAtOnce?: boolean;
  /** A fault: its sound goes on after its call has ended, as that of a gateway that has missed the BYE. */
  readonly sendsOn?: boolean;
}

type Call = Awaited<ReturnType<typeof startSipp>>;

function party(
  number: string,
  call: Call,
  media: Awaited<ReturnType<typeof openRtpParty>>,
  callId: (withinMs?: number) => Promise<string | undefined>,
  sendsOn = false,
): Telephone {
  void call
    .tells('media', 600_000)
    .then(([, address, port]) => media.aim(address ?? '', Number(port)))
    .catch(() => undefined); // it ended before there was any; `answered` says why
  // A telephone whose call is over is silent: what it sent on would reach whoever is given the port next.
  const fallSilent = (): void => {
    if (!sendsOn) media.stop();
  };
  void call
    .tells('ended', 600_000)
    .then(fallSilent)
    .catch(() => undefined); // `ended` says why
  // Gone without a BYE, its call would stand in the queue for good.
  const leave = async (): Promise<void> => {
    await call.signal(await callId(300));
    await call.tells('ended', 3000);
  };
  return {
    number,
    ear: media.ear,
    async answered(withinMs = 60_000) {
      await call.tells('answered', withinMs);
    },
    async ringing(withinMs = 60_000) {
      await call.tells('ringing', withinMs);
    },
    async ended(withinMs = 60_000) {
      const [, by] = await call.tells('ended', withinMs);
      return by === 'caller' ? 'caller' : 'peer';
    },
    async hangUp() {
      const id = await callId();
      fallSilent();
      await call.signal(id);
    },
    play: (sound) => media.play(sound),
    waitForDigits: (digits) => media.waitForDigits(digits),
    sent: () => media.sent(),
    messages: () => call.messages(),
    async close() {
      if (!call.over()) await leave().catch(() => undefined); // it has nobody to leave
      await call.stop();
      media.close();
    },
  };
}

/** Someone dials. Close it at the end of the test: it hangs up then, if it still can. */
export async function startCaller(trunk: Trunk, options: CallerOptions): Promise<Telephone> {
  const media = await openRtpParty(`caller ${options.from}`, trunk.address);
  media.play(options.sound);
  const call = await startSipp({
    scenario: dialling(
      {
        ...options,
        number: options.number ?? '113',
        domain: trunk.domain,
        media: { address: trunk.address, port: media.port },
      },
      { byeAtOnce: options.byeAtOnce ?? false },
    ),
    local: { address: trunk.address, port: 0 },
    remote: trunk.exchange,
  });
  return party(options.from, call, media, async () => undefined, options.sendsOn);
}

/** Someone who is called: waits at `port` of the trunk's address. */
export interface Answerer extends Party {
  called(withinMs?: number): Promise<void>;
  /** Only with `atOnce: false`. */
  answer(): Promise<void>;
}

export async function startAnswerer(
  trunk: Trunk,
  options: { sound: number | Int16Array; port: number; atOnce?: boolean },
): Promise<Answerer & Telephone> {
  const media = await openRtpParty('answerer', trunk.address);
  media.play(options.sound);
  const call = await startSipp({
    scenario: answering({ address: trunk.address, port: media.port }, { atOnce: options.atOnce ?? true }),
    local: { address: trunk.address, port: options.port },
  });
  const callId = async (withinMs = 60_000): Promise<string | undefined> =>
    (await call.tells('called', withinMs))[1];
  return {
    ...party('', call, media, callId),
    async called(withinMs) {
      await callId(withinMs);
    },
    async answer() {
      await callId();
      await call.signalAsInvite();
    },
  };
}
