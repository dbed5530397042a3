import { sdpOf } from '../media/testing/connection.ts';
import type { MediaDirection } from '../ports/index.ts';
import {
  createNetwork,
  inDialog,
  invite,
  respond,
  type Line,
  type Network,
} from '../sip/testing/exchange.ts';

/** What the exchange does with an offer of the console in a call. */
export type Mood = 'accept' | 'silent' | number;

/** An exchange with one caller, as raw messages: it answers REGISTER and OPTIONS, and has a mood for re-INVITEs. */
export interface FarEnd {
  readonly network: Network;
  /** As the caller has it, by what was agreed on last. */
  direction: MediaDirection;
  mood: Mood;
  /** Statuses that the caller's own offers got, in order. */
  readonly answers: number[];
  call(direction: MediaDirection): void;
  /** The caller offers anew, in the dialog. `none`: the ACK has no answer either. `bad`: sound is taken away. */
  offer(what: MediaDirection | 'none' | 'bad'): void;
  /** The caller's leg is replaced by another one (RFC 3891). */
  replace(): void;
  cut(): void;
}

const cseqOf = (text: string): string => /^CSeq: ?(.*)$/im.exec(text)?.[1] ?? '';
const callIdOf = (text: string): string => /^Call-ID: ?(.*)$/im.exec(text)?.[1] ?? '';
const tagOf = (text: string, header: string): string =>
  new RegExp(`^${header}: .*;tag=([^;\r\n]+)`, 'im').exec(text)?.[1] ?? '';

export function farEnd(): FarEnd {
  const network = createNetwork();
  let line: Line | undefined;
  /** The 200 that made the dialog which is in use. */
  let dialog: string | undefined;
  let cseq = 10;
  let calls = 0;
  let offered = '';
  let begins: MediaDirection = 'sendrecv';

  function answered(text: string): void {
    const status = Number(text.slice(8, 11));
    if (status < 200) return;
    const initial = cseqOf(text) === '1 INVITE';
    if (initial && status === 200) {
      dialog = text;
      far.direction = begins;
      line?.give(inDialog(text, 'ACK', 1));
      return;
    }
    far.answers.push(status);
    line?.give(inDialog(dialog ?? text, 'ACK', Number(cseqOf(text).split(' ')[0])));
    if (status === 200 && offered !== 'none' && offered !== 'bad') far.direction = offered as MediaDirection;
  }

  function asked(text: string): void {
    if (/^(?:REGISTER|OPTIONS|BYE|CANCEL)/.test(text)) {
      line?.give(respond(text, 200, [`Contact: ${/^Contact: (.*)$/im.exec(text)?.[1] ?? ''}`]));
      return;
    }
    const isOfCall = text.startsWith('INVITE') && callIdOf(text) === callIdOf(dialog ?? '');
    if (!isOfCall || far.mood === 'silent') return;
    if (far.mood === 'accept') line?.give(respond(text, 200, [], sdpOf(far.direction)));
    else line?.give(respond(text, far.mood));
  }

  function follow(): void {
    const next = network.lines.at(-1);
    if (next === line) return;
    line = next;
    line?.watch((text) =>
      queueMicrotask(() =>
        /^SIP\/2\.0 \d{3} [\s\S]*CSeq: \d+ INVITE/.test(text) ? answered(text) : asked(text),
      ),
    );
  }

  const Socket = network.Socket as unknown as new (...args: unknown[]) => Line;
  const far: FarEnd = {
    network: {
      ...network,
      Socket: function Followed(...args: unknown[]) {
        const made = new Socket(...args);
        follow();
        return made;
      } as unknown as Network['Socket'],
    },
    direction: 'sendrecv',
    mood: 'accept',
    answers: [],
    call(direction) {
      if (line?.closed !== false) return;
      begins = direction;
      calls += 1;
      const extra = dialog
        ? [
            `Replaces: ${callIdOf(dialog)};to-tag=${tagOf(dialog, 'To')};from-tag=${tagOf(dialog, 'From')}`,
            'Require: replaces',
          ]
        : ['X-Call: c1'];
      line?.give(
        invite({
          uri: 'sip:pos3@6d6c6d207a2d.invalid;transport=ws',
          from: `<sip:+4799887766@test.invalid>;tag=caller${calls}`,
          to: '<sip:113@test.invalid>',
          callId: `call-${calls}`,
          branch: `z9hG4bKcall${calls}`,
          extra,
          body: sdpOf(direction),
        }),
      );
    },
    offer(what) {
      if (!dialog) return;
      offered = what;
      cseq += 1;
      const body = what === 'none' ? '' : what === 'bad' ? sdpOf('sendrecv', { port: 0 }) : sdpOf(what);
      line?.give(inDialog(dialog, 'INVITE', cseq, [], body));
    },
    replace: () => far.call('sendrecv'),
    cut: () => line?.lose(),
  };
  return far;
}
