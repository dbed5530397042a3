import { Ear } from '../support/audio/ear.ts';
import { fromBytes } from '../support/audio/wav.ts';
import { run, start, type Running } from '../support/process.ts';
import { startSound } from '../support/sound/pulse.ts';
import type { Host, OutputName } from './page/host.ts';

export interface Devices extends Host {
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const names: Record<OutputName, string> = { headset: 'Headset', speaker: 'Speaker' };

/** Sound devices whose outputs can be unplugged and plugged in again. */
export async function startDevices(): Promise<Devices> {
  const sound = await startSound();
  const env = { ...process.env, ...sound.env };
  const pactl = (...args: string[]): Promise<string> => run('pactl', args, { env });
  const ears = new Map<OutputName, { ear: Ear; recorder: Running }>();

  function listen(output: OutputName): Ear {
    const ear = new Ear(output);
    const format = ['--raw', '--rate=8000', '--channels=1', '--format=s16le', '--latency-msec=20'];
    const recorder = start('parec', ['-d', `${output}.monitor`, ...format], { env });
    recorder.child.stdout?.on('data', (chunk: Buffer) => ear.push(fromBytes(chunk)));
    ears.set(output, { ear, recorder });
    return ear;
  }

  return {
    env: sound.env,
    say: sound.say,
    unplugMicrophone: sound.unplugMicrophone,
    plugMicrophone: sound.plugMicrophone,
    async unplug(output) {
      const modules = (await pactl('list', 'short', 'modules')).split('\n');
      const own = modules.find((line) => line.includes(`sink_name=${output}`))?.split('\t')[0];
      if (own === undefined) return;
      await ears.get(output)?.recorder.stop();
      ears.delete(output);
      await pactl('unload-module', own);
    },
    async plug(output) {
      const sinks = await pactl('list', 'short', 'sinks');
      if (new RegExp(`\\t${output}\\t`).test(sinks)) return;
      await pactl('load-module', 'module-null-sink', `sink_name=${output}`, `sink_properties=device.description=${names[output]}`);
    },
    async expectOutput(output, expected, forMs = 400) {
      await (ears.get(output)?.ear ?? listen(output)).expect(expected, { forMs });
    },
    async close() {
      for (const { recorder } of ears.values()) await recorder.stop();
      await sound.close();
    },
  };
}
