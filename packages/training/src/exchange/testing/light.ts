import type { CallOptions, Leg, Outgoing, PhoneDeps, Telephone } from './phone.ts';
import { sdp } from './phone.ts';
import { headerOf, proved, startLine } from './raw.ts';
import type { Wire } from './wire.ts';

/** As sip.js' telephones do, for thousands of calls: INVITE, CANCEL, ACK, BYE, and nothing that is not needed. */

let count = 0;
const fresh = (): string => `l${(count += 1)}`;

interface Dialog {
  readonly callId: string;
  readonly local: string;
  readonly remote: string;
  readonly target: string;
  cseq: number;
}

interface Incoming {
  readonly invite: string;
  readonly tag: string;
  readonly log: string[];
  stage: 'ringing' | 'answered' | 'up' | 'over';
  wantsEnd: boolean;
}

interface Made {
  readonly log: string[];
  invite: string;
  stage: 'sent' | 'calling' | 'cancelling' | 'up' | 'over';
  wantsCancel: boolean;
  dialog: Dialog | undefined;
}

const tagIn = (value: string): string => /;tag=([^;,\s]+)/.exec(value)?.[1] ?? '';
const uriIn = (value: string): string => /<([^>]*)>/.exec(value)?.[1] ?? '';

function words(text: string): string {
  return [...text.matchAll(/^Reason: ([^;]+);cause=(\d+);text="([^"]*)"$/gm)]
    .map(([, protocol, cause, said]) => ` ${protocol}:${cause}:${said}`)
    .join('');
}

function respond(
  request: string,
  status: number,
  tag = '',
  extra: readonly string[] = [],
  body = '',
): string {
  const to = headerOf(request, 'To');
  return [
    `SIP/2.0 ${status} Light`,
    ...[...request.matchAll(/^Via: .*$/gm)].map(([via]) => via),
    `From: ${headerOf(request, 'From')}`,
    `To: ${to}${tagIn(to) === '' && tag !== '' ? `;tag=${tag}` : ''}`,
    `Call-ID: ${headerOf(request, 'Call-ID')}`,
    `CSeq: ${headerOf(request, 'CSeq')}`,
    ...extra,
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

export function createLightPhone(deps: Omit<PhoneDeps, 'clock'>, user: string): Telephone {
  const { domain } = deps;
  const host = `${fresh()}.invalid`;
  const contact = `<sip:${user}@${host};transport=ws>`;
  const incoming = new Map<string, Incoming>();
  const made = new Map<string, Made>();
  const dialogs = new Map<string, { readonly dialog: Dialog; ended(reasons: string): void }>();
  /** Final responses to requests that are no INVITE, by branch. */
  const due = new Map<string, { request: string; told(status: number): void }>();
  const legs: Leg[] = [];
  let wire: Wire | undefined;
  const send = (text: string): void => wire?.send(text);

  function request(method: string, uri: string, lines: readonly string[], cseq: number, body = ''): string {
    return [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/WS ${host};branch=z9hG4bK${fresh()}`,
      ...lines,
      `CSeq: ${cseq} ${method}`,
      'Max-Forwards: 70',
      `Contact: ${contact}`,
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n');
  }

  const branchOf = (text: string): string => /branch=([^;,\s]+)/.exec(headerOf(text, 'Via'))?.[1] ?? '';

  function ask(text: string): Promise<number> {
    return new Promise((resolve) => {
      due.set(branchOf(text), { request: text, told: resolve });
      send(text);
    });
  }

  function within(dialog: Dialog, method: string, cseq: number): string {
    const { callId, local, remote, target } = dialog;
    return request(method, target, [`From: ${local}`, `To: ${remote}`, `Call-ID: ${callId}`], cseq);
  }

  function bye(dialog: Dialog): void {
    dialogs.delete(`${dialog.callId} ${tagIn(dialog.local)}`);
    dialog.cseq += 1;
    void ask(within(dialog, 'BYE', dialog.cseq));
  }

  // Calls that come.

  function handleInvite(text: string): void {
    const call: Incoming = { invite: text, tag: fresh(), log: [], stage: 'ringing', wantsEnd: false };
    incoming.set(branchOf(text), call);
    send(respond(text, 180, call.tag, [`Contact: ${contact}`]));
    const dialog: Dialog = {
      callId: headerOf(text, 'Call-ID'),
      local: `${headerOf(text, 'To')};tag=${call.tag}`,
      remote: headerOf(text, 'From'),
      target: uriIn(headerOf(text, 'Contact')),
      cseq: 0,
    };
    legs.push({
      log: call.log,
      header: (name) => headerOf(text, name),
      accept() {
        if (call.stage !== 'ringing') return Promise.reject(new Error('gone'));
        call.stage = 'answered';
        dialogs.set(`${dialog.callId} ${call.tag}`, {
          dialog,
          ended: (reasons) => {
            call.stage = 'over';
            call.log.push(`ended peer${reasons}`);
          },
        });
        send(
          respond(text, 200, call.tag, [`Contact: ${contact}`, 'Content-Type: application/sdp'], sdp(user)),
        );
        return Promise.resolve();
      },
      terminate() {
        call.wantsEnd = true;
        if (call.stage === 'up') {
          call.stage = 'over';
          bye(dialog);
        }
        return Promise.resolve();
      },
    });
    acks.set(`${dialog.callId} ${call.tag}`, () => {
      if (call.stage !== 'answered') return;
      call.stage = 'up';
      call.log.push('acknowledged');
      if (!call.wantsEnd) return;
      call.stage = 'over';
      bye(dialog);
    });
  }
  const acks = new Map<string, () => void>();

  function handleCancel(text: string): void {
    const call = incoming.get(branchOf(text));
    send(respond(text, call ? 200 : 481));
    if (call?.stage !== 'ringing') return;
    call.stage = 'over';
    call.log.push(`cancelled${words(text)}`);
    send(respond(call.invite, 487, call.tag));
  }

  function handleRequest(text: string): void {
    const [method = ''] = startLine(text).split(' ');
    const key = `${headerOf(text, 'Call-ID')} ${tagIn(headerOf(text, 'To'))}`;
    if (method === 'INVITE' && tagIn(headerOf(text, 'To')) === '') return handleInvite(text);
    if (method === 'CANCEL') return handleCancel(text);
    if (method === 'ACK') return acks.get(key)?.();
    const known = dialogs.get(key);
    send(respond(text, known || (method === 'OPTIONS' && tagIn(key) === '') ? 200 : 481));
    if (method !== 'BYE' || !known) return;
    dialogs.delete(key);
    known.ended(words(text));
  }

  // Calls that are made.

  function begin(
    target: string,
    { from = `sip:${user}@${domain}`, headers = [] }: CallOptions = {},
  ): Outgoing {
    const callId = fresh();
    const lines = [`From: <${from}>;tag=${fresh()}`, `To: <${target}>`, `Call-ID: ${callId}`];
    const extra = headers.map(([name, value]) => `${name}: ${value}`);
    const body = sdp(user);
    const invite = request('INVITE', target, [...lines, ...extra, 'Content-Type: application/sdp'], 1, body);
    const one: Made = { log: [], invite, stage: 'sent', wantsCancel: false, dialog: undefined };
    made.set(callId, one);
    send(invite);
    return {
      log: one.log,
      terminate() {
        if (one.stage === 'up' && one.dialog) {
          one.stage = 'over';
          bye(one.dialog);
        } else if (one.stage === 'sent') one.wantsCancel = true;
        else if (one.stage === 'calling') cancel(one);
        return Promise.resolve();
      },
    };
  }

  /** The INVITE again, as another method of the same transaction. */
  function same(one: Made, method: string, to: string): string {
    const kept = one.invite.split('\r\n').filter((line) => /^(?:Via|From|Call-ID|Max-Forwards):/.test(line));
    const [, uri = ''] = startLine(one.invite).split(' ');
    const cseq = headerOf(one.invite, 'CSeq').split(' ', 1)[0] ?? '';
    return [
      `${method} ${uri} SIP/2.0`,
      ...kept,
      `To: ${to}`,
      `CSeq: ${cseq} ${method}`,
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n');
  }

  function cancel(one: Made): void {
    one.stage = 'cancelling';
    send(same(one, 'CANCEL', headerOf(one.invite, 'To')));
  }

  function handleInviteResponse(text: string, status: number, one: Made): void {
    if (status >= 300) send(same(one, 'ACK', headerOf(text, 'To')));
    if (status === 407) {
      one.invite = proved(one.invite, text, user, deps.ha1);
      return send(one.invite);
    }
    if (status < 200) {
      if (one.stage === 'sent') one.stage = 'calling';
      if (one.stage === 'calling') one.log.push(`progress ${status}`);
      if (one.wantsCancel && one.stage === 'calling') cancel(one);
      return;
    }
    if (status >= 300) {
      if (one.stage === 'calling' || one.stage === 'sent') one.log.push(`failed ${status}`);
      one.stage = 'over';
      made.delete(headerOf(text, 'Call-ID'));
      return;
    }
    accepted(text, one);
  }

  function accepted(text: string, one: Made): void {
    const dialog: Dialog = {
      callId: headerOf(text, 'Call-ID'),
      local: headerOf(text, 'From'),
      remote: headerOf(text, 'To'),
      target: uriIn(headerOf(text, 'Contact')),
      cseq: Number(headerOf(text, 'CSeq').split(' ', 1)[0]),
    };
    send(within(dialog, 'ACK', dialog.cseq));
    if (one.dialog?.remote === dialog.remote) return;
    if (one.stage !== 'calling' || one.dialog) {
      // Too late, or the second of a fork.
      if (one.stage === 'up') one.log.push('answered twice');
      return bye(dialog);
    }
    one.stage = 'up';
    one.dialog = dialog;
    one.log.push('established');
    dialogs.set(`${dialog.callId} ${tagIn(dialog.local)}`, {
      dialog,
      ended: (reasons) => {
        one.stage = 'over';
        one.log.push(`ended peer${reasons}`);
      },
    });
  }

  function handleResponse(text: string): void {
    const status = Number(startLine(text).split(' ')[1]);
    const [, method = ''] = headerOf(text, 'CSeq').split(' ');
    const one = made.get(headerOf(text, 'Call-ID'));
    if (method === 'INVITE' && one) return handleInviteResponse(text, status, one);
    const waiting = due.get(branchOf(text));
    if (!waiting || status < 200) return;
    due.delete(branchOf(text));
    if (status !== 401) return waiting.told(status);
    const again = proved(waiting.request, text, user, deps.ha1);
    due.set(branchOf(again), { request: again, told: waiting.told });
    send(again);
  }

  const cseqs = new Map<string, number>();
  function register(aor: string, seconds: number): Promise<number> {
    const cseq = (cseqs.get(aor) ?? 0) + 2;
    cseqs.set(aor, cseq);
    const address = `<sip:${aor}@${domain}>`;
    const lines = [
      `From: ${address};tag=${fresh()}`,
      `To: ${address}`,
      `Call-ID: ${host}-${aor}`,
      `Expires: ${seconds}`,
    ];
    return ask(request('REGISTER', `sip:${domain}`, lines, cseq));
  }

  return {
    user,
    legs,
    wire() {
      if (!wire) throw new Error('never connected');
      return wire;
    },
    connect: () =>
      new Promise((resolve) => {
        const next = deps.openWire();
        wire = next;
        next.addEventListener('open', resolve);
        next.addEventListener('close', () => {
          for (const { told } of due.values()) told(0);
          due.clear();
        });
        next.addEventListener('message', ({ data }) => {
          const text = String(data);
          if (text.startsWith('SIP/2.0 ')) handleResponse(text);
          else handleRequest(text);
        });
      }),
    register: (aor, seconds = 600) => register(aor, seconds),
    unregister: (aor) => register(aor, 0),
    call: begin,
    dispose: () => wire?.cut(),
  };
}
