import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, chmod, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ear } from '../audio/ear.ts';
import { makeTone } from '../audio/tone.ts';
import { fromBytes, toBytes } from '../audio/wav.ts';
import { run, start } from '../process.ts';

/** `twin`: a second one of the same make, its description the same. */
export type Output = 'headset' | 'speaker' | 'twin';
export const descriptions: Readonly<Record<Output, string>> = {
  headset: 'Headset',
  speaker: 'Speaker',
  twin: 'Headset',
};
const sinkOf = (output: Output): string[] => [
  'module-null-sink',
  `sink_name=${output}`,
  `sink_properties=device.description=${descriptions[output]}`,
];

/**
 * The sound devices of one position, made of PulseAudio's null sinks: outputs "Headset" and "Speaker", input
 * "HeadsetMic". A server of its own for each position, so that nobody hears the neighbour.
 */
export interface Sound {
  /** For the console's environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What comes out of the headset. */
  readonly headset: Ear;
  /** What comes out of the loudspeaker. */
  readonly speaker: Ear;
  /** What comes out of the second headset, once that is plugged in. */
  readonly twin: Ear;
  /** What the operator says from now on: a tone (Hz), speech in a loop, or nothing. */
  say(sound: number | Int16Array | null): Promise<void>;
  /** Pulls the plug of the microphone; `plugMicrophone` puts it back. */
  unplugMicrophone(): Promise<void>;
  plugMicrophone(): Promise<void>;
  /** Pulls the plug of an output, and puts it back. Its ear is the same before and after. */
  unplug(output: Output): Promise<void>;
  plug(output: Output): Promise<void>;
  /** All outputs are listed still and take no sound, as when a driver hangs. */
  freeze(on: boolean): Promise<void>;
  /** Takes away the device whose module was loaded with this argument; nothing where there is none. */
  unload(argument: string): Promise<void>;
  close(): Promise<void>;
}

const format = ['--raw', '--rate=8000', '--channels=1', '--format=s16le'];
/** For `parec`: half the stretch that an ear looks at. Less would keep each server as busy as a sound card of that latency. */
export const ofAnEar = [...format, '--latency-msec=100'];
/** For `pacat`. */
export const ofAMouth = [...format, '--latency-msec=20'];

/**
 * A suspended sink that gets a stream at the other rate takes that rate, and its monitor keeps the old one (PulseAudio
 * 16): what is heard there is another pitch from then on. With one rate there is nothing to take.
 */
const oneRate = 'default-sample-rate = 48000\nalternate-sample-rate = 48000\n';

const microphoneModule = [
  'module-remap-source',
  'master=mouth.monitor',
  'source_name=headsetmic',
  'source_properties=device.description=HeadsetMic',
] as const;

/** What the server does before it can be reached: each `pactl` in its place would be a process more for each position. */
function beginning(socket: string, microphone: boolean): string[] {
  return [
    `load-module ${sinkOf('headset').join(' ')}`,
    `load-module ${sinkOf('speaker').join(' ')}`,
    'load-module module-null-sink sink_name=mouth sink_properties=device.description=Mouth',
    'set-default-sink headset',
    // PulseAudio moves who records from the default source to the next default one: not our ears.
    ...(microphone
      ? [`load-module ${microphoneModule.join(' ')}`, 'set-default-source headsetmic']
      : ['set-default-source mouth.monitor']),
    `load-module module-native-protocol-unix auth-anonymous=1 socket=${socket}`,
  ];
}

/** True when somebody listens on the socket. */
function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
    connection.once('error', () => resolve(false));
  });
}

/** Without `microphone` the position begins with no input device at all. */
export async function startSound({ microphone = true } = {}): Promise<Sound> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-sound-'));
  // The console runs as another, unprivileged user.
  await chmod(folder, 0o755);
  const socket = join(folder, 'native');
  const env = { PULSE_SERVER: `unix:${socket}`, PULSE_COOKIE: join(folder, 'no-cookie') };
  const configuration = join(folder, 'daemon.conf');
  await writeFile(configuration, oneRate);
  const script = join(folder, 'begin.pa');
  await writeFile(script, `${beginning(socket, microphone).join('\n')}\n`);
  const server = start(
    'pulseaudio',
    [
      '-n',
      '--daemonize=no',
      '--exit-idle-time=-1',
      '--use-pid-file=no',
      '--disable-shm=yes',
      '--realtime=no',
      `--file=${script}`,
    ],
    {
      env: {
        ...process.env,
        HOME: folder,
        XDG_RUNTIME_DIR: folder,
        DBUS_SESSION_BUS_ADDRESS: 'disabled:',
        PULSE_CONFIG: configuration,
      },
    },
  );
  const clients = new Set<ChildProcess>();
  const pactl = (...args: string[]): Promise<string> =>
    run('pactl', args, { env: { ...process.env, ...env } });
  for (const until = Date.now() + 10_000; !(await answers(socket));) {
    if (Date.now() > until) throw new Error(`PulseAudio does not answer: ${server.output()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const unload = async (argument: string): Promise<void> => {
    const modules = (await pactl('list', 'short', 'modules')).split('\n');
    const own = modules.find((line) => line.includes(argument))?.split('\t')[0];
    if (own !== undefined) await pactl('unload-module', own);
  };
  const end = async (client: ChildProcess): Promise<void> => {
    clients.delete(client);
    const gone = new Promise((resolve) => client.once('close', resolve));
    client.kill('SIGKILL');
    await gone;
  };
  const ears = { headset: new Ear('headset'), speaker: new Ear('speaker'), twin: new Ear('twin') };
  const recorders = new Map<Output, ChildProcess>();
  /** A recorder that loses its device would listen to another one. */
  const deafen = async (output: Output): Promise<void> => {
    const recorder = recorders.get(output);
    recorders.delete(output);
    if (recorder) await end(recorder);
  };
  const listen = (output: Output): void => {
    const recorder = spawn('parec', ['-d', `${output}.monitor`, ...ofAnEar], {
      env: { ...process.env, ...env },
    });
    clients.add(recorder);
    recorders.set(output, recorder);
    recorder.stdout.on('data', (chunk: Buffer) => ears[output].push(fromBytes(chunk)));
  };
  let plugged = microphone;
  const plugMicrophone = async (): Promise<void> => {
    if (plugged) return;
    // The new default source takes the streams of the old one along, and that may be a monitor that we listen to.
    const listening = [...recorders.keys()];
    for (const output of listening) await deafen(output);
    await pactl('load-module', ...microphoneModule);
    plugged = true;
    await pactl('set-default-source', 'headsetmic');
    for (const output of listening) listen(output);
  };
  listen('headset');
  listen('speaker');
  let mouth: ChildProcess | undefined;
  const hush = async (): Promise<void> => {
    const speaking = mouth;
    mouth = undefined;
    if (speaking) await end(speaking);
  };
  return {
    env,
    ...ears,
    async say(sound) {
      await hush();
      if (sound === null) return;
      const speaking = spawn('pacat', ['-p', '-d', 'mouth', ...ofAMouth], {
        env: { ...process.env, ...env },
      });
      clients.add(speaking);
      mouth = speaking;
      const bytes = toBytes(typeof sound === 'number' ? makeTone(sound, 1) : sound);
      speaking.stdin.on('error', () => undefined); // killed in the middle of a word
      const feed = (): void => {
        while (mouth === speaking && speaking.stdin.write(bytes)); // until its pipe is full; `drain` goes on
      };
      speaking.stdin.on('drain', feed);
      feed();
    },
    async unplugMicrophone() {
      // By its number: by its name every microphone beside it would go, too.
      if (plugged) await unload(`${microphoneModule[2]} `);
      plugged = false;
    },
    plugMicrophone,
    async unplug(output) {
      await deafen(output);
      await unload(`sink_name=${output} `);
      const [next] = recorders.keys();
      if (next) await pactl('set-default-sink', next);
    },
    async plug(output) {
      await pactl('load-module', ...sinkOf(output));
      listen(output);
      if (output === 'headset') await pactl('set-default-sink', output);
    },
    async freeze(on) {
      for (const sink of ['mouth', ...recorders.keys()]) await pactl('suspend-sink', sink, on ? '1' : '0');
    },
    unload,
    async close() {
      mouth = undefined;
      for (const client of clients) client.kill('SIGKILL');
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
