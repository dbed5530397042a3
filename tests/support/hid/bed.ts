import { fileURLToPath } from 'node:url';
import { bytesOf, hexOf } from '@samband/hid';
import { startLines } from './lines.ts';

interface FromBed {
  readonly event: 'ready' | 'plugged' | 'unplugged' | 'written' | 'sent';
  readonly root?: string;
  readonly id?: string;
  readonly path?: string;
  readonly hex?: string;
  readonly at?: number;
}

export interface Plug {
  readonly vid: string;
  readonly pid: string;
  readonly product: string;
  readonly maker?: string;
  readonly interface?: number;
  readonly descriptor: Uint8Array;
}

/** A device that a program on this machine sees as if it were plugged in. */
export interface BedDevice {
  readonly path: string;
  send(report: Uint8Array): void;
  /** Resolves when a program has written this. */
  written(hex: string): Promise<void>;
  /** Resolves when the report is on its way, with the moment (UTC ms) at which it was. */
  sent(report: Uint8Array): Promise<number>;
  onWritten(listener: (report: Uint8Array) => void): void;
  unplug(): Promise<void>;
}

/** Devices without hardware (umockdev), for every program that runs with `env`. */
export interface Bed {
  readonly env: Readonly<Record<string, string>>;
  plug(plug: Plug): Promise<BedDevice>;
  close(): Promise<void>;
}

/** Debian's own Python: another one has no GObject. */
const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('testbed.py', import.meta.url));

/** Reports of one length that were written faster than they were read come as one. */
function cut(hex: string, length: number): string[] {
  return hex.match(new RegExp(`.{${length}}`, 'g')) ?? [];
}

/** `as`: the user whose programs are to see the devices; needs root. */
export async function startBed({ as }: { readonly as?: string } = {}): Promise<Bed> {
  const bed =
    as === undefined
      ? startLines<FromBed>(python, [script])
      : startLines<FromBed>('setpriv', [`--reuid=${as}`, `--regid=${as}`, '--init-groups', python, script]);
  const { root = '' } = await bed.hear(({ event }) => event === 'ready');
  let count = 0;
  return {
    env: { UMOCKDEV_DIR: root, LD_PRELOAD: 'libumockdev-preload.so.0' },
    async plug({ descriptor, ...rest }) {
      const id = `device-${++count}`;
      bed.say({ op: 'plug', id, ...rest, descriptor: hexOf(descriptor) });
      const { path = '' } = await bed.hear((line) => line.event === 'plugged' && line.id === id);
      const sent = async (report: Uint8Array): Promise<number> => {
        const told = bed.hear((line) => line.event === 'sent' && line.id === id);
        bed.say({ op: 'send', id, hex: hexOf(report) });
        return (await told).at ?? Number.NaN;
      };
      return {
        path,
        sent,
        send: (report) => void sent(report).catch(() => undefined), // the bed is closed: nobody reads it any more
        written: async (hex) =>
          void (await bed.hear(
            (line) =>
              line.event === 'written' && line.id === id && cut(line.hex ?? '', hex.length).includes(hex),
          )),
        onWritten: (listener) =>
          bed.onLine((line) => {
            if (line.event === 'written' && line.id === id) listener(bytesOf(line.hex ?? ''));
          }),
        async unplug() {
          bed.say({ op: 'unplug', id });
          await bed.hear((line) => line.event === 'unplugged' && line.id === id);
        },
      };
    },
    close: () => bed.close(),
  };
}
