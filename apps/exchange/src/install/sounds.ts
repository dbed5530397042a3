import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '../config/plan.ts';
import { run } from '../run/shell.ts';

/** A quiet figure of four chords, 16 s, made here so that no recording's licence comes with it. */
const chords: readonly (readonly number[])[] = [
  [220, 277.18, 329.63],
  [185, 220, 277.18],
  [146.83, 185, 220],
  [164.81, 207.65, 246.94],
];

const telephone = ['-r', '8000', '-c', '1', '-b', '16'];

/** Announcement (espeak-ng) and hold music (sox) for every queue, made once per text. */
export async function makeSounds({ config, paths }: Pick<Plan, 'config' | 'paths'>): Promise<void> {
  const key = createHash('sha256')
    .update(JSON.stringify([config.queues, config.site.language]))
    .digest('hex');
  const stamp = join(paths.sounds, `made-${key.slice(0, 16)}`);
  if (existsSync(stamp)) return;
  await rm(paths.sounds, { recursive: true, force: true });
  const plain = join(paths.sounds, 'default');
  await mkdir(plain, { recursive: true });
  const music = join(plain, '2-music.wav');
  await makeMusic(music, paths.sounds);
  for (const queue of config.queues) {
    const folder = join(paths.sounds, `queue-${queue.id}`);
    await mkdir(folder, { recursive: true });
    const speech = join(paths.sounds, 'speech.wav');
    const voice = config.site.language === 'en' ? 'en' : 'nb';
    await run('espeak-ng', ['-v', voice, '-s', '150', '-w', speech, queue.announcement]);
    await run('sox', [
      '-v',
      '0.6',
      speech,
      ...telephone,
      join(folder, '1-announcement.wav'),
      'pad',
      '0.3',
      '0.5',
    ]);
    await run('sox', [music, join(folder, '2-music.wav')]);
  }
  await writeFile(stamp, '');
}

async function makeMusic(target: string, folder: string): Promise<void> {
  const files: string[] = [];
  for (const [index, notes] of chords.entries()) {
    const file = join(folder, `chord-${index}.wav`);
    const voices = notes.flatMap((note) => ['sine', String(note)]);
    // one channel per note, mixed to one, faded so that a chord begins and ends without a click
    await run(
      'sox',
      ['-n', '-r', '8000', '-b', '16', '-c', String(notes.length), file, 'synth', '4', ...voices].concat([
        'channels',
        '1',
        'gain',
        '-16',
        'fade',
        'h',
        '0.6',
        '4',
        '0.9',
      ]),
    );
    files.push(file);
  }
  await run('sox', [...files, ...telephone, target]);
}
