import JsSIP from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession';
import type { BenchConfig } from './peer.ts';
import { watchFrames } from './first-frame.ts';

const frames = watchFrames();
type Session = RTCSession;

let ua: InstanceType<typeof JsSIP.UA> | undefined;
let session: Session | undefined;
let rang = (): void => undefined;
let rings = new Promise<void>((resolve) => (rang = resolve));
let microphone: MediaStream | undefined;

async function start(config: BenchConfig): Promise<void> {
  microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
  ua = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(config.url)],
    uri: config.queueAor,
    authorization_user: config.username,
    realm: config.domain,
    password: config.secret,
    session_timers: false,
  });
  ua.on('newRTCSession', ({ session: incoming }: { session: Session }) => {
    session = incoming;
    rang();
  });
  await new Promise<void>((resolve, reject) => {
    ua?.on('registered', () => resolve());
    ua?.on('registrationFailed', ({ cause }: { cause?: string }) => reject(new Error(cause)));
    ua?.start();
  });
}

async function press(): Promise<number> {
  const first = frames.next();
  const at = performance.now();
  if (!microphone) throw new Error('not started');
  session?.answer({ mediaStream: microphone, pcConfig: { iceServers: [] } });
  return (await first) - at;
}

async function hangUp(): Promise<void> {
  const ended = session;
  rings = new Promise<void>((resolve) => (rang = resolve));
  session = undefined;
  if (!ended || ended.isEnded()) return;
  await new Promise<void>((resolve) => {
    ended.on('ended', () => resolve());
    ended.terminate();
  });
}

window.bench = {
  start,
  ringing: () => rings,
  press,
  hangUp,
  stop: async () => ua?.stop(),
};
