import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ear } from '../audio/ear.ts';
import { readWav, writeWav } from '../audio/wav.ts';
import { start } from '../process.ts';
import { freePort } from './port.ts';
import type { Trunk } from './caller.ts';
import { repeated } from './voice.ts';

/** A baresip caller: another maker's SIP and media, with speech as its microphone. */
export interface BaresipCaller {
  /** What it hears, 8 kHz, from baresip's own recording. */
  readonly ear: Ear;
  answered(withinMs?: number): Promise<void>;
  ended(withinMs?: number): Promise<void>;
  hangUp(): Promise<void>;
  close(): Promise<void>;
}

interface Notice {
  readonly type?: string;
}

interface Places {
  readonly sip: string;
  readonly control: string;
  readonly voice: string;
  readonly folder: string;
  /**
   * Its SDP names the address that its sound comes from: its sockets are bound to none, and toward an address of the same
   * machine the kernel takes that very address.
   */
  readonly exchange: string;
}

const config = (at: Places): string => `
poll_method epoll
sip_listen ${at.sip}
net_interface ${at.exchange}
audio_player aubridge,ear
audio_source aufile,${at.voice}
audio_alert aubridge,alert
audio_srate 8000-8000
audio_channels 1-1
call_max_calls 2
module_path /usr/lib/baresip/modules
module g711.so
module aubridge.so
module aufile.so
module sndfile.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
snd_path ${at.folder}
ctrl_tcp_listen ${at.control}
`;

/** Messages are netstrings of JSON, both ways. */
function netstrings(onNotice: (notice: Notice) => void): (chunk: Buffer) => void {
  let pending = Buffer.alloc(0);
  return (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    for (;;) {
      const colon = pending.indexOf(':');
      const size = Number(pending.toString('latin1', 0, Math.max(0, colon)));
      if (colon < 0 || pending.length < colon + size + 2) return;
      onNotice(JSON.parse(pending.toString('utf8', colon + 1, colon + 1 + size)) as Notice);
      pending = pending.subarray(colon + size + 2);
    }
  };
}

async function control(address: string, port: number, onData: (chunk: Buffer) => void): Promise<Socket> {
  for (const until = Date.now() + 10_000; ;) {
    const socket = connect(port, address);
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (open) {
      socket.on('error', () => undefined);
      return socket.on('data', onData);
    }
    if (Date.now() > until) throw new Error('baresip does not listen for control');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Moves what baresip has recorded so far into the ear. Its recorder writes as sound comes. */
function follow(folder: string, ear: Ear): () => void {
  let seen = 0;
  const look = async (): Promise<void> => {
    const file = (await readdir(folder)).find(
      (name) => name.startsWith('dump-') && name.endsWith('-dec.wav'),
    );
    if (!file) return;
    const { samples } = readWav(join(folder, file));
    ear.push(samples.slice(seen));
    seen = Math.max(seen, samples.length);
  };
  const timer = setInterval(() => void look().catch(() => undefined), 100);
  return () => clearInterval(timer);
}

/** Dials at once. `voice` is said over and over, 8 kHz. */
export async function startBaresip(
  trunk: Trunk,
  options: { number?: string; from: string; voice: Int16Array },
): Promise<BaresipCaller> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-baresip-'));
  const settings = join(folder, 'settings');
  await mkdir(settings);
  const [port, controlPort] = [await freePort(trunk.address), await freePort(trunk.address)];
  const voice = join(folder, 'voice.wav');
  writeWav(voice, repeated(options.voice, 300));
  await writeFile(
    join(settings, 'config'),
    config({
      sip: `${trunk.address}:${port}`,
      control: `${trunk.address}:${controlPort}`,
      voice,
      folder,
      exchange: trunk.exchange.address,
    }),
  );
  const { address, port: exchangePort } = trunk.exchange;
  const account = `<sip:${options.from}@${trunk.domain}>;regint=0;audio_codecs=PCMA/8000/1;outbound="sip:${address}:${exchangePort}";sipnat=none\n`;
  await writeFile(join(settings, 'accounts'), account);
  await writeFile(join(settings, 'contacts'), '');

  const running = start('baresip', ['-f', settings], { cwd: folder });
  const ear = new Ear(`caller ${options.from}`);
  const seen = new Set<string>();
  const waits = new Set<() => void>();
  const socket = await control(
    trunk.address,
    controlPort,
    netstrings((notice) => {
      seen.add(notice.type ?? '');
      for (const wait of waits) wait();
    }),
  );
  const unfollow = follow(folder, ear);
  const say = (command: string, params?: string): void => {
    const text = JSON.stringify({ command, ...(params === undefined ? {} : { params }) });
    socket.write(`${Buffer.byteLength(text)}:${text},`);
  };
  const happened = async (type: string, withinMs: number): Promise<void> => {
    if (seen.has(type)) return;
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (!seen.has(type)) return;
        clearTimeout(watchdog);
        waits.delete(look);
        resolve();
      };
      const watchdog = setTimeout(() => {
        waits.delete(look);
        reject(new Error(`baresip: no ${type} within ${withinMs} ms:\n${running.output().slice(-3000)}`));
      }, withinMs);
      waits.add(look);
    });
  };
  say('dial', `sip:${options.number ?? '113'}@${trunk.domain}`);
  return {
    ear,
    answered: (withinMs = 60_000) => happened('CALL_ESTABLISHED', withinMs),
    ended: (withinMs = 60_000) => happened('CALL_CLOSED', withinMs),
    async hangUp() {
      say('hangup');
      await happened('CALL_CLOSED', 10_000);
    },
    async close() {
      unfollow();
      socket.destroy();
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
