import { Ear } from '../support/audio/ear.ts';
import { heardAbove, makeTone, sampleRate, toneLevel } from '../support/audio/tone.ts';
import { fromBytes, toBytes } from '../support/audio/wav.ts';
import { run, start, type Running } from '../support/process.ts';
import { ofAMouth, ofAnEar, startSound } from '../support/sound/pulse.ts';
import type { Host, OutputName } from './page/host.ts';

export interface Devices extends Host {
  readonly env: Readonly<Record<string, string>>;
  /** PulseAudio's view, for the report of a run that failed. */
  describe(): Promise<string>;
  /** Everything plugged in and moving, nobody speaking. */
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** Samples: as long as the shortest stroke of a ring. */
const stroke = 800;
const names: Record<OutputName, string> = {
  headset: 'Headset',
  speaker: 'Speaker',
  twin: 'Headset',
  second: 'SecondHeadset',
};

/** Sound devices whose outputs can be unplugged and plugged in again. */
export async function startDevices(): Promise<Devices> {
  const sound = await startSound();
  const env = { ...process.env, ...sound.env };
  const pactl = (...args: string[]): Promise<string> => run('pactl', args, { env });
  const ears = new Map<OutputName, { ear: Ear; recorder: Running }>();

  function listen(output: OutputName): Ear {
    const ear = new Ear(output);
    const recorder = start('parec', ['-d', `${output}.monitor`, ...ofAnEar], { env });
    recorder.child.stdout?.on('data', (chunk: Buffer) => ear.push(fromBytes(chunk)));
    ears.set(output, { ear, recorder });
    return ear;
  }

  async function deafen(output: OutputName): Promise<void> {
    await ears.get(output)?.recorder.stop();
    ears.delete(output);
  }

  let beside: Running | undefined;
  async function sayBeside(hz: number | null): Promise<void> {
    await beside?.stop();
    beside = undefined;
    if (hz === null) return;
    // Its mouth outlives the plug of its microphone, as the operator's does.
    const sinks = await pactl('list', 'short', 'sinks');
    if (!sinks.includes('\tbeside\t')) await pactl('load-module', 'module-null-sink', 'sink_name=beside');
    const speaking = (beside = start('pacat', ['-p', '-d', 'beside', ...ofAMouth], { env }));
    const second = toBytes(makeTone(hz, 1));
    const feed = (): void => {
      while (beside === speaking && speaking.child.stdin?.write(second)); // until its pipe is full
    };
    speaking.child.stdin?.on('drain', feed);
    feed();
  }

  const devices: Devices = {
    env: sound.env,
    async describe() {
      const lists = ['sinks', 'sources', 'sink-inputs', 'source-outputs'];
      return (
        await Promise.all(lists.map(async (list) => `${list}\n${await pactl('list', 'short', list)}`))
      ).join('');
    },
    async restore() {
      await sound.say(null);
      await devices.freeze('all', false);
      await devices.plug('headset');
      await devices.plug('speaker');
      await devices.plugMicrophone();
      await sound.unload('source_name=deskmic');
      await sayBeside(null);
      await devices.unplugSecondMicrophone();
      await devices.unplug('twin');
    },
    say: sound.say,
    unplugMicrophone: sound.unplugMicrophone,
    async plugMicrophone() {
      // A new default source takes the streams of the old one along, and that may be a monitor that we listen to.
      for (const output of [...ears.keys()]) await deafen(output);
      await sound.plugMicrophone();
    },
    sayBeside,
    unplugSecondMicrophone: () => sound.unload('source_name=secondmic'),
    async plugSecondMicrophone() {
      const facts = [
        'master=beside.monitor',
        'source_name=secondmic',
        'source_properties=device.description=SecondMic',
      ];
      await pactl('load-module', 'module-remap-source', ...facts);
    },
    async makeDefault(output) {
      await pactl('set-default-sink', output);
    },
    async plugDeskMicrophone() {
      const facts = [
        'master=mouth.monitor',
        'source_name=deskmic',
        'source_properties=device.description=DeskMic',
      ];
      await pactl('load-module', 'module-remap-source', ...facts);
    },
    async unplug(output) {
      await deafen(output);
      await sound.unload(`sink_name=${output}`);
    },
    async freeze(output, on) {
      for (const sink of output === 'all' ? ['headset', 'speaker', 'mouth'] : [output])
        await pactl('suspend-sink', sink, on ? '1' : '0');
    },
    async plug(output) {
      const sinks = await pactl('list', 'short', 'sinks');
      if (new RegExp(`\\t${output}\\t`).test(sinks)) return;
      await pactl(
        'load-module',
        'module-null-sink',
        `sink_name=${output}`,
        `sink_properties=device.description=${names[output]}`,
      );
    },
    async expectStroke(output, hz) {
      const ear = ears.get(output)?.ear ?? listen(output);
      const mark = ear.mark;
      for (let heard = ear.since(mark), at = 0; ; heard = ear.since(mark)) {
        for (; at + stroke <= heard.length; at += stroke / 2)
          if (toneLevel(heard.subarray(at, at + stroke), hz) > heardAbove) return;
        if (at > 20 * sampleRate) throw new Error(`${output}: no stroke of ${hz} Hz in 20 s`);
        await ear.expect({}, { forMs: 200 });
      }
    },
    async expectOutput(output, expected, forMs = 400, withinMs = 60_000) {
      await (ears.get(output)?.ear ?? listen(output)).expect(expected, { forMs, withinMs });
    },
    async close() {
      for (const { recorder } of ears.values()) await recorder.stop();
      await sayBeside(null);
      await sound.close();
    },
  };
  return devices;
}
