import { assert, caller, operator, secondCaller } from './check.ts';
import { openFar, type Far } from './far.ts';
import { host } from './host.ts';
import { openLab, openPeer, talk, type Call } from './lab.ts';

/** Longer than the sound that can still be on its way from before. */
const forMs = 2000;

/** Sound goes on both ways: what was on its way before the change proves nothing. */
async function soundGoesOn(call: Call): Promise<void> {
  await Promise.all([
    call.far.ear.expect({ hears: [operator], lacks: [caller] }, { forMs }),
    host.expectOutput('headset', { hears: [caller], lacks: [operator] }, forMs),
  ]);
}

/** Our change, refused: by 488, 491, 500, a time-out, or a socket that went. */
async function refused({ peer }: Call, iceRestart = true): Promise<void> {
  await peer.offer({ iceRestart });
  await peer.rollback();
}

const changed = ({ peer, far }: Call, iceRestart = true): Promise<void> => far.changed(peer, { iceRestart });

/** The peer's re-INVITE, with its direction. */
async function offered({ peer, far }: Call, direction?: RTCRtpTransceiverDirection): Promise<void> {
  const [transceiver] = far.connection.getTransceivers();
  if (transceiver && direction) transceiver.direction = direction;
  await far.accept(await peer.answer(await far.offer()));
}

/** The peer's re-INVITE that nobody can answer: the peer gets 488, and takes its offer back. */
async function unanswerable({ peer, far }: Call, bend: (sdp: string) => string): Promise<void> {
  const sdp = bend(await far.offer());
  const answer = await peer.answer(sdp).then(
    () => 'answered',
    () => 'refused',
  );
  assert(answer === 'refused', 'an offer without usable sound was answered');
}

async function beginning(hz: number): Promise<{ far: Far; call: Call }> {
  await host.say(operator);
  const { audio } = await openLab();
  const far = await openFar(`caller ${hz}`);
  far.say(hz);
  const { peer, told } = openPeer(audio);
  return { far, call: { peer, far, told, end: () => undefined } };
}

/** A first offer with this direction, answered; then the peer asks for sound both ways. */
async function beginsWith(direction: RTCRtpTransceiverDirection): Promise<Call> {
  const { far, call } = await beginning(caller);
  await offered(call, direction);
  resume(call);
  call.peer.watch();
  await far.up();
  return call;
}

async function begun(): Promise<Call> {
  await host.say(operator);
  const { audio } = await openLab();
  const call = await talk(audio, caller);
  await soundGoesOn(call);
  return call;
}

function hold({ peer }: Call): void {
  peer.send('hold');
  peer.hear(false);
}
function resume({ peer }: Call): void {
  peer.send('microphone');
  peer.hear(true);
}

/** Orders of hold, mute and new offers from either side: afterwards both hear each other. */
export const orderScenarios = {
  async 'changes of ours that are refused, again and again, leave the sound as it was'() {
    const call = await begun();
    await refused(call);
    await soundGoesOn(call);
    await refused(call, false);
    await refused(call);
    await soundGoesOn(call);
    await changed(call);
    await soundGoesOn(call);
    await changed(call, false);
    await soundGoesOn(call);
  },

  async 'a change of ours that is refused in a call that we made leaves the sound as it was'() {
    const { far, call } = await beginning(caller);
    await call.peer.accept(await far.answer(await call.peer.offer({ iceRestart: false })));
    resume(call);
    call.peer.watch();
    await refused(call);
    await soundGoesOn(call);
    await changed(call);
    await soundGoesOn(call);
  },

  async 'held, a new offer from either side, taken back'() {
    const call = await begun();
    hold(call);
    await offered(call);
    resume(call);
    await soundGoesOn(call);
    hold(call);
    await changed(call);
    resume(call);
    await soundGoesOn(call);
    hold(call);
    await refused(call);
    resume(call);
    await soundGoesOn(call);
  },

  async 'muted, a change that is refused, and no longer muted'() {
    const call = await begun();
    call.peer.send('silence');
    await refused(call);
    call.peer.send('microphone');
    await soundGoesOn(call);
  },

  async 'held by the peer, a change that is refused, taken back by the peer'() {
    const call = await begun();
    await offered(call, 'sendonly');
    await refused(call);
    await host.expectOutput('headset', { hears: [caller] }, forMs);
    await offered(call, 'sendrecv');
    await soundGoesOn(call);
    await offered(call, 'inactive');
    await changed(call);
    await offered(call, 'sendrecv');
    await soundGoesOn(call);
  },

  async 'a first offer that only sends is heard, and gets sound both ways later'() {
    const call = await beginsWith('sendonly');
    await host.expectOutput('headset', { hears: [caller], lacks: [operator] }, forMs);
    await offered(call, 'sendrecv');
    await soundGoesOn(call);
  },

  async 'a first offer that is inactive gets sound both ways later, from either side'() {
    const call = await beginsWith('inactive');
    await offered(call, 'sendrecv');
    await soundGoesOn(call);
    const other = await beginsWith('inactive');
    const [transceiver] = other.far.connection.getTransceivers();
    if (transceiver) transceiver.direction = 'sendrecv';
    call.end();
    await changed(other, false);
    await other.far.ear.expect({ hears: [operator] }, { forMs });
  },

  async 'offers of the peer that cannot be answered leave the sound as it was, and the next change works'() {
    const call = await begun();
    const bends: Record<string, (sdp: string) => string> = {
      'a fax in place of sound': (sdp) =>
        `${sdp.replace(/^m=audio \d+/m, 'm=audio 0')}m=image 9 udptl t38\r\nc=IN IP4 0.0.0.0\r\n`,
      'no SRTP': (sdp) => sdp.replace('UDP/TLS/RTP/SAVPF', 'RTP/AVP'),
      'no fingerprint': (sdp) => sdp.replaceAll(/^a=fingerprint:.*\r\n/gm, ''),
      'no codec in common': (sdp) =>
        sdp
          .replace(/^(m=audio \d+ \S+) .*$/m, '$1 97')
          .replaceAll(/^a=(rtpmap|fmtp|rtcp-fb):.*\r\n/gm, '')
          .replace(/^a=mid/m, 'a=rtpmap:97 iLBC/8000\r\na=mid'),
      'a role that is none': (sdp) => sdp.replace('a=setup:actpass', 'a=setup:holdconn'),
      rubbish: () => 'v=0\r\nrubbish',
    };
    for (const bend of Object.values(bends)) {
      await unanswerable(call, bend);
      await soundGoesOn(call);
    }
    // The far end takes its last offer back by making the next one.
    await offered(call);
    await soundGoesOn(call);
  },

  async 'a re-INVITE without an offer whose ACK has no answer leaves the sound as it was'() {
    const call = await begun();
    await refused(call, false);
    await offered(call);
    await soundGoesOn(call);
  },

  async 'early media of one branch of a fork, the answer of another: both hear each other'() {
    const { far: first, call } = await beginning(secondCaller);
    const { peer, told } = call;
    peer.hear(true);
    await peer.accept(await first.answer(await peer.offer({ iceRestart: false })));
    await host.expectOutput('headset', { hears: [secondCaller] });
    const far = await openFar('the branch that answered');
    far.say(caller);
    peer.renew?.();
    peer.send('microphone');
    peer.watch();
    await peer.accept(await far.answer(await peer.offer({ iceRestart: true })));
    await soundGoesOn({ peer, told, far, end: () => undefined });
    await host.expectOutput('headset', { lacks: [secondCaller] }, forMs);
  },
};
