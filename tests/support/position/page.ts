import { hostEngine, systemClock, systemIds } from '@samband/telephony/engine';
import { createAudio } from '@samband/telephony/media';
import { createSipStack } from '@samband/telephony/sip';
import type { Logger } from '@samband/telephony/ports';
import type {
  Command,
  EngineConfig,
  EngineState,
  Reply,
  ToMain,
  ToScreen,
} from '@samband/telephony/contract';
import { installSound } from './sound-of-page.ts';
import type { PageSound } from './sound-of-page.ts';

/** What the test calls in this page, and what the page calls in the test. */
export interface PositionPage extends PageSound {
  start(config: EngineConfig): void;
  command(command: Command): Promise<Reply>;
  /** What main would keep for the next engine. */
  state(): EngineState | undefined;
  woke(): void;
}
declare global {
  interface Window {
    position: PositionPage;
    /** Bound by the test. Sound is base64 of 16-bit samples. */
    tell(what: 'event' | 'failed' | 'sound', value: unknown): Promise<void>;
  }
}

const base64 = (samples: Int16Array): string => {
  let text = '';
  for (const byte of new Uint8Array(samples.buffer)) text += String.fromCharCode(byte);
  return btoa(text);
};

const say =
  (level: 'debug' | 'info' | 'warn' | 'error'): Logger['info'] =>
  (message, facts) =>
    console[level](message, facts === undefined ? '' : JSON.stringify(facts));
const logger: Logger = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
const deps = { clock: systemClock(), ids: systemIds(), logger };

const sound = installSound((samples) => void window.tell('sound', base64(samples)));
const control = new MessageChannel();
const screen = new MessageChannel();
const replies = new Map<string, (reply: Reply) => void>();
let saved: EngineState | undefined;

control.port1.addEventListener('message', ({ data }: MessageEvent<ToMain>) => {
  if (data.kind === 'event') void window.tell('event', data.event);
  if (data.kind === 'failed') void window.tell('failed', data.code);
  if (data.kind === 'save') saved = data.state;
});
control.port1.start();
screen.port1.addEventListener('message', ({ data }: MessageEvent<ToScreen>) => {
  if (data.kind !== 'reply') return;
  replies.get(data.reply.id)?.(data.reply);
  replies.delete(data.reply.id);
});
screen.port1.start();

window.position = {
  ...sound,
  start(config) {
    hostEngine(control.port2, {
      ...deps,
      createSip: () => createSipStack(deps),
      createAudio: () => createAudio(deps),
    });
    control.port1.postMessage({ kind: 'start', config });
    control.port1.postMessage({ kind: 'screen', id: 1 }, [screen.port2]);
    screen.port1.postMessage({ kind: 'attach' });
  },
  command: (command) =>
    new Promise((resolve) => {
      replies.set(command.id, resolve);
      screen.port1.postMessage({ kind: 'command', command });
    }),
  state: () => saved,
  woke: () => control.port1.postMessage({ kind: 'woke' }),
};
