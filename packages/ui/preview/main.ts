import { mountConsole } from '../src/index.ts';
import { scenes } from './scenes.ts';

/** The console before a scripted engine, for looking at: `?scene=waiting`. */
const name = new URLSearchParams(location.search).get('scene') ?? 'waiting';
const scene = scenes[name];
const root = document.querySelector<HTMLElement>('#root');
if (!scene || !root) throw new Error(`no such scene: ${name}; there are ${Object.keys(scenes).join(', ')}`);

interface Asked {
  readonly kind: string;
  readonly on?: boolean;
  readonly command?: { readonly id: string; readonly type: string };
}

function engine(port: MessagePort): void {
  port.addEventListener('message', ({ data }: MessageEvent<Asked>) => {
    if (data.kind === 'attach' && scene?.snapshot)
      port.postMessage({ kind: 'snapshot', snapshot: scene.snapshot });
    // A voice that rises and falls.
    if (data.kind === 'levels' && data.on === true)
      setInterval(() => {
        const swing = Math.sin(Date.now() / 400) * 6;
        port.postMessage({ kind: 'levels', microphone: -24 + swing, talk: -30 - swing });
      }, 100);
    if (!data.command) return;
    const { id, type } = data.command;
    const code = scene?.replies?.[type];
    port.postMessage({
      kind: 'reply',
      reply:
        code === undefined
          ? { id, ok: true }
          : { id, ok: false, error: { code, category: 'state', messageKey: code, values: { seconds: 30 } } },
    });
    for (const event of scene?.events?.[type] ?? []) port.postMessage({ kind: 'event', event });
  });
  port.start();
}

mountConsole(root, {
  shell: {
    info: () => Promise.resolve(scene.info),
    provideSecret: () => Promise.resolve(false),
    keep: () => Promise.resolve(true),
    callLog: () => Promise.resolve(scene.callLog),
    attention: () => undefined,
    onInfo: () => () => undefined,
  },
  ports(listener) {
    const { port1, port2 } = new MessageChannel();
    engine(port2);
    listener(port1);
    // Electron tells a page that the other end is gone; a browser does not.
    if (scene.engineLost) setTimeout(() => port1.dispatchEvent(new Event('close')), 500);
    return () => port2.close();
  },
});
