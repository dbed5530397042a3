import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { Ear } from '../audio/ear.ts';
import { fromBytes } from '../audio/wav.ts';
import { run } from '../process.ts';
import { startSound } from './pulse.ts';

it('what is said is at the microphone, what is played in the headset is heard there and nowhere else', async () => {
  const sound = await startSound();
  const env = { ...process.env, ...sound.env };
  const microphone = new Ear('microphone');
  const format = ['--raw', '--rate=8000', '--channels=1', '--format=s16le'];
  const recorder = spawn('parec', ['-d', 'headsetmic', ...format], { env });
  recorder.stdout.on('data', (chunk: Buffer) => microphone.push(fromBytes(chunk)));
  try {
    await sound.say(700);
    await microphone.expect({ hears: [700] });
    await Promise.all([sound.headset.expect({ lacks: [700] }), sound.speaker.expect({ lacks: [700] })]);
    await sound.say(null);
    await microphone.expect({ lacks: [700] });
    await sound.unplugMicrophone();
    expect(await run('pactl', ['list', 'short', 'sources'], { env })).not.toContain('headsetmic');
    await sound.plugMicrophone();
    expect(await run('pactl', ['list', 'short', 'sources'], { env })).toContain('headsetmic');
  } finally {
    recorder.kill('SIGKILL');
    await sound.close();
  }
}, 30_000);
