import { fileURLToPath } from 'node:url';
import { bytesOf, hexOf, HidError } from '@samband/hid';
import type { HidErrorCode, HidHandle, HidPort, ListedDevice } from '@samband/hid';
import type { Order } from './agent.ts';
import { startBed } from './bed.ts';
import type { Bed } from './bed.ts';
import { startLines } from './lines.ts';
import type { Lines } from './lines.ts';

interface FromAgent {
  readonly event?: 'ready' | 'hint' | 'data' | 'error';
  readonly id?: number;
  readonly value?: unknown;
  readonly code?: HidErrorCode;
  readonly handle?: number;
  readonly hex?: string;
}

/** Devices without hardware, and the real node-hid that sees them. */
export interface TestBed extends Pick<Bed, 'plug' | 'close'> {
  /** `HidPort` over node-hid, in a process of its own. */
  readonly port: HidPort;
  /** Resolves at the next hint that something may have been plugged in or out. */
  hinted(): Promise<void>;
}

const agentFile = fileURLToPath(new URL('agent.ts', import.meta.url));
const loader = import.meta.resolve('tsx');

/** `HidPort` by what the agent does. */
function remotePort(agent: Lines<FromAgent>): HidPort {
  let count = 0;

  async function ask(op: Order['op'], about: Partial<Order> = {}): Promise<unknown> {
    const id = ++count;
    agent.say({ id, op, ...about });
    const { code, value } = await agent.hear((line) => line.id === id);
    if (code !== undefined) throw new HidError(code);
    return value;
  }

  async function open(path: string): Promise<HidHandle> {
    const handle = (await ask('open', { path })) as number;
    const data = new Set<(report: Uint8Array) => void>();
    const errors = new Set<(error: HidError) => void>();
    agent.onLine((line) => {
      if (line.handle !== handle) return;
      if (line.event === 'data') for (const listener of data) listener(bytesOf(line.hex ?? ''));
      if (line.event === 'error')
        for (const listener of errors) listener(new HidError(line.code ?? 'hid.failed'));
    });
    const add = <T>(set: Set<T>, listener: T) => {
      set.add(listener);
      return { dispose: () => void set.delete(listener) };
    };
    return {
      write: async (report) => void (await ask('write', { handle, hex: hexOf(report) })),
      onData: (listener) => add(data, listener),
      onError: (listener) => add(errors, listener),
      close: async () => void (await ask('close', { handle }).catch(() => undefined)), // it may have ended
    };
  }

  return {
    list: async () => (await ask('list')) as ListedDevice[],
    open,
    async descriptor(device) {
      const hex = await ask('descriptor', { device });
      return typeof hex === 'string' ? { kind: 'bytes', bytes: bytesOf(hex) } : undefined;
    },
  };
}

export async function startTestBed(): Promise<TestBed> {
  const bed = await startBed();
  // An empty bed has no /dev of its own to be watched: something is in it that is none of ours.
  const descriptor = bytesOf('0600ff0901a101c0');
  await bed.plug({ vid: 'f055', pid: 'ffff', product: 'none of ours', descriptor });
  const agent = startLines<FromAgent>(process.execPath, ['--import', loader, agentFile], {
    env: { ...process.env, ...bed.env },
  });
  await agent.hear(({ event }) => event === 'ready');
  return {
    port: remotePort(agent),
    plug: (plug) => bed.plug(plug),
    hinted: async () => void (await agent.hear(({ event }) => event === 'hint')),
    async close() {
      await agent.close();
      await bed.close();
    },
  };
}
