import { Registerer, RegistererState, SessionState, UserAgent, Web } from 'sip.js';
import type { Invitation } from 'sip.js';
import type { BenchConfig } from './peer.ts';
import { watchFrames } from './first-frame.ts';

const frames = watchFrames();
let agent: UserAgent | undefined;
let registerer: Registerer | undefined;
let invitation: Invitation | undefined;
let rang = (): void => undefined;
let rings = new Promise<void>((resolve) => (rang = resolve));

async function start(config: BenchConfig): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const uri = UserAgent.makeURI(config.queueAor);
  if (!uri) throw new Error('bad AoR');
  agent = new UserAgent({
    uri,
    transportOptions: { server: config.url },
    authorizationUsername: config.username,
    authorizationPassword: config.secret,
    logLevel: 'error',
    // Its own handler, given the microphone that is open already, so that no contender waits for a device.
    // A clone: the handler stops its tracks when the call ends.
    sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(async () => stream.clone()),
    sessionDescriptionHandlerFactoryOptions: { peerConnectionConfiguration: { iceServers: [] } },
    delegate: {
      onInvite: (incoming) => {
        invitation = incoming;
        rang();
      },
    },
  });
  await agent.start();
  registerer = new Registerer(agent);
  const mine = registerer;
  await new Promise<void>((resolve, reject) => {
    mine.stateChange.addListener((state) => {
      if (state === RegistererState.Registered) resolve();
      if (state === RegistererState.Terminated) reject(new Error('not registered'));
    });
    void mine.register();
  });
}

async function press(): Promise<number> {
  const first = frames.next();
  const at = performance.now();
  if (!invitation) throw new Error('nothing rings');
  void invitation.accept();
  return (await first) - at;
}

async function hangUp(): Promise<void> {
  const ended = invitation;
  rings = new Promise<void>((resolve) => (rang = resolve));
  invitation = undefined;
  if (ended?.state === SessionState.Established) await ended.bye();
}

window.bench = {
  start,
  ringing: () => rings,
  press,
  hangUp,
  stop: async () => {
    await registerer?.unregister();
    await agent?.stop();
  },
};
