import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../process.ts';
import { readWav } from '../audio/wav.ts';
import { sampleRate } from '../audio/tone.ts';

/** Says a Norwegian sentence (espeak-ng). `pitch` 0 … 99 tells two voices apart. 8 kHz. */
export async function speak(sentence: string, pitch = 50): Promise<Int16Array> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-voice-'));
  try {
    const [said, telephone] = [join(folder, 'said.wav'), join(folder, 'telephone.wav')];
    await run('espeak-ng', ['-v', 'nb', '-p', String(pitch), '-w', said, sentence]);
    await run('sox', [said, '-r', String(sampleRate), '-c', '1', '-b', '16', telephone]);
    return readWav(telephone).samples;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The sentence again and again for so many seconds, with a breath between. */
export function repeated(sentence: Int16Array, seconds: number): Int16Array {
  const turn = sentence.length + sampleRate;
  return Int16Array.from({ length: seconds * sampleRate }, (_, at) => sentence[at % turn] ?? 0);
}

/** What the parties of the tests say. */
export const sentences = {
  caller: 'Hjelp, mannen min har falt om på kjøkkenet, og han puster ikke',
  operator: 'Medisinsk nødtelefon, hvor er du, og hva har skjedd der',
  secondCaller: 'Det brenner i en låve ved Storgata, og vi er fem personer her',
} as const;
