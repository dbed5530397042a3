import { hostEngine, systemClock, systemIds } from '@samband/telephony/engine';
import { createAudio } from '@samband/telephony/media';
import { createSipStack } from '@samband/telephony/sip';
import type { Logger } from '@samband/telephony/ports';
import type {
  Command,
  CommandPayload,
  CommandType,
  Event,
  EventType,
  ToMain,
} from '@samband/telephony/contract';
import type { BenchConfig } from './peer.ts';
import { watchFrames } from './first-frame.ts';

const frames = watchFrames();
const quiet = (): void => undefined;
const logger: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const deps = { clock: systemClock(), ids: systemIds(), logger };
const control = new MessageChannel();
const screen = new MessageChannel();
let log: Event[] = [];
let listeners: (() => void)[] = [];

control.port1.addEventListener('message', ({ data }: MessageEvent<ToMain>) => {
  if (data.kind !== 'event') return;
  log.push(data.event as Event);
  for (const listener of listeners) listener();
});
control.port1.start();
screen.port1.start();

function happened(type: EventType, count = 1): Promise<Event> {
  return new Promise((resolve) => {
    const look = (): void => {
      const found = log.filter((event) => event.type === type)[count - 1];
      if (!found) return;
      listeners = listeners.filter((one) => one !== look);
      resolve(found);
    };
    listeners.push(look);
    look();
  });
}

function command<K extends CommandType>(type: K, payload: CommandPayload<K>): void {
  const message = { id: crypto.randomUUID(), at: Date.now(), from: 'screen', type, ...payload } as Command;
  screen.port1.postMessage({ kind: 'command', command: message });
}

async function start(config: BenchConfig): Promise<void> {
  hostEngine(control.port2, {
    ...deps,
    createSip: () => createSipStack(deps),
    createAudio: () => createAudio(deps),
  });
  control.port1.postMessage({
    kind: 'start',
    config: {
      site: config.site,
      position: config.position,
      role: config.role,
      credentials: { username: config.username, realm: config.domain, ha1: config.ha1 },
      instanceId: crypto.randomUUID(),
      epoch: 1,
      after: 'start',
      userAgent: 'Samband bench',
    },
  });
  control.port1.postMessage({ kind: 'screen', id: 1 }, [screen.port2]);
  // Its own address and its queues', at both edges.
  await happened('registered', config.registrations);
}

async function press(): Promise<number> {
  const first = frames.next();
  const at = performance.now();
  command('queue.answerNext', {});
  return (await first) - at;
}

async function hangUp(): Promise<void> {
  const answered = await happened('call.answered');
  command('call.hangUp', { call: answered.call ?? '' });
  await happened('call.ended');
  log = [];
}

window.bench = {
  start,
  ringing: async () => void (await happened('call.waiting')),
  press,
  hangUp,
  stop: async () => undefined,
};
