import { createInterface } from 'node:readline';
import { bytesOf, hexOf, HidError } from '@samband/hid';
import type { HidHandle, ListedDevice } from '@samband/hid';
import { nodeHidPort } from '@samband/hid/node-hid';

/**
 * The real node-hid in a process that sees the test bed: does what is asked on its stdin, a JSON line each, and answers
 * on its stdout. The other end is `remotePort` in `testbed.ts`.
 */
export interface Order {
  readonly id: number;
  readonly op: 'list' | 'descriptor' | 'open' | 'write' | 'close';
  readonly device?: ListedDevice;
  readonly path?: string;
  readonly handle?: number;
  readonly hex?: string;
}

const port = nodeHidPort();
const handles = new Map<number, HidHandle>();
const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`);

async function open(path: string): Promise<number> {
  const handle = await port.open(path);
  const number = handles.size + 1;
  handles.set(number, handle);
  handle.onData((report) => say({ event: 'data', handle: number, hex: hexOf(report) }));
  handle.onError(({ code }) => say({ event: 'error', handle: number, code }));
  return number;
}

async function obey({ op, device, path = '', handle = 0, hex = '' }: Order): Promise<unknown> {
  switch (op) {
    case 'list':
      return port.list();
    case 'descriptor': {
      const source = device && (await port.descriptor(device));
      return source?.kind === 'bytes' ? hexOf(source.bytes) : undefined;
    }
    case 'open':
      return open(path);
    case 'write':
      return handles.get(handle)?.write(bytesOf(hex));
    case 'close':
      return handles.get(handle)?.close();
    default:
      return undefined;
  }
}

port.onHint?.(() => say({ event: 'hint' }));
say({ event: 'ready' });
const orders = createInterface({ input: process.stdin });
orders.on('line', (line) => {
  const order = JSON.parse(line) as Order;
  obey(order).then(
    (value) => say({ id: order.id, value }),
    (error: unknown) => say({ id: order.id, code: error instanceof HidError ? error.code : String(error) }),
  );
});
orders.on('close', () => process.exit(0));
