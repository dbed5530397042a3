import type { HostileProxy } from './proxy.ts';

const header = (text: string, name: string): string =>
  new RegExp(`^${name}:[ \t]*(.*?)\r$`, 'im').exec(text)?.[1] ?? '';
const bodyOf = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4);

/** The exchange's end of a call that a console has answered through this relay: what the exchange could say in it. */
export interface RelayedDialog {
  /** SDP of the exchange's offer. */
  readonly offer: string;
  /** Status of the console's answer to a re-INVITE with this body; the ACK has `ack` as its body. */
  reinvite(body: string, ack?: string): Promise<number>;
}

/** The dialog of the call with this identity header (`X-Call`). */
export async function relayedDialog(proxy: HostileProxy, call: string): Promise<RelayedDialog> {
  const invite =
    proxy.received().findLast((text) => text.startsWith('INVITE ') && header(text, 'X-Call') === call) ?? '';
  if (invite === '') throw new Error(`no INVITE of ${call} came through this relay`);
  const callId = header(invite, 'Call-ID');
  const literal = callId.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const final = await proxy.waitForSent(new RegExp(`^SIP/2\\.0 200 [\\s\\S]*Call-ID: *${literal}\r\n`, 'i'));
  let cseq = Number.parseInt(header(invite, 'CSeq'), 10) + 100;

  function request(method: string, body: string): string {
    return [
      `${method} ${/<([^>]+)>/.exec(header(final, 'Contact'))?.[1] ?? ''} SIP/2.0`,
      `Via: SIP/2.0/WS relay.invalid;branch=z9hG4bK${method}${cseq}`,
      'Max-Forwards: 70',
      `From: ${header(final, 'From')}`,
      `To: ${header(final, 'To')}`,
      `Call-ID: ${callId}`,
      `CSeq: ${cseq} ${method}`,
      `Contact: ${header(invite, 'Contact')}`,
      ...(body === '' ? [] : ['Content-Type: application/sdp']),
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n');
  }

  return {
    offer: bodyOf(invite),
    async reinvite(body, ack = '') {
      cseq += 1;
      proxy.inject(request('INVITE', body));
      const answer = await proxy.waitForSent(
        new RegExp(`^SIP/2\\.0 [2-6][\\s\\S]*branch=z9hG4bKINVITE${cseq}\\b`),
      );
      proxy.inject(request('ACK', ack));
      return Number(answer.slice(8, 11));
    },
  };
}
