import { spawn } from 'node:child_process';
import { expect, it } from 'vitest';
import { Ear } from '../audio/ear.ts';
import { makeTone } from '../audio/tone.ts';
import { fromBytes, toBytes } from '../audio/wav.ts';
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
});

it('an output that was unplugged and is back is heard by the same ear; a twin is told apart from it', async () => {
  const sound = await startSound();
  const env = { ...process.env, ...sound.env };
  const play = (output: string) =>
    spawn('pacat', ['-p', '-d', output, '--raw', '--rate=8000', '--channels=1', '--format=s16le'], { env });
  try {
    await sound.unplug('headset');
    expect(await run('pactl', ['list', 'short', 'sinks'], { env })).not.toMatch(/\theadset\t/);
    await sound.plug('headset');
    await sound.plug('twin');
    const sinks = await run('pactl', ['list', 'sinks'], { env });
    expect(sinks.match(/Description: Headset$/gm)).toHaveLength(2);
    const player = play('headset');
    player.stdin.on('error', () => undefined); // killed in the middle of it
    player.stdin.write(toBytes(makeTone(700, 20)));
    await Promise.all([sound.headset.expect({ hears: [700] }), sound.twin.expect({ lacks: [700] })]);
    player.kill('SIGKILL');
  } finally {
    await sound.close();
  }
});

it('an output that stood still while a stream of another rate came is heard at its true pitch', async () => {
  const sound = await startSound();
  const env = { ...process.env, ...sound.env };
  try {
    await sound.freeze(true);
    const format = ['--raw', '--rate=44100', '--channels=1', '--format=s16le'];
    const player = spawn('pacat', ['-p', '-d', 'headset', ...format], { env });
    player.stdin.on('error', () => undefined); // killed in the middle of it
    // Made for 8000 Hz and played at 44100.
    player.stdin.write(toBytes(makeTone((700 * 8000) / 44_100, 100)));
    while (!(await run('pactl', ['list', 'short', 'sink-inputs'], { env })).includes('44100Hz'));
    await sound.freeze(false);
    await sound.headset.expect({ hears: [700] });
    player.kill('SIGKILL');
  } finally {
    await sound.close();
  }
});
