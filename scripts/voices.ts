import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recipeOf, type Text, texts } from '../packages/training/src/voices/texts.ts';
import { root, runChild } from './lib/child.ts';

/**
 * Makes the clips of the simulated parties out of their texts: `npm run voices`; `-- --all` makes every one anew.
 * Needs espeak-ng, sox and opusenc (Debian: espeak-ng, sox, opus-tools). The clips are committed.
 */
const folder = `${root}packages/training/src/voices`;
const list = `${folder}/clips.ts`;
const all = process.argv.includes('--all');

const hashOf = (text: Text): string => createHash('sha256').update(recipeOf(text)).digest('hex').slice(0, 12);
const fileOf = ({ id }: Text): string => `${folder}/clips/${id}.opus`;

async function run(command: string, ...args: string[]): Promise<void> {
  const { ok, how, output } = await runChild({ command, args, timeoutMs: 60_000, output: 'keep' });
  if (!ok) throw new Error(`${command}: ${how}\n${output}`);
}

/** 16 kHz mono, 10 kbit/s: speech that a telephone line makes no worse. */
async function make(text: Text, work: string): Promise<void> {
  const [spoken, levelled] = [join(work, 'spoken.wav'), join(work, 'levelled.wav')];
  const { voice, speed, pitch } = text;
  await run('espeak-ng', '-v', voice, '-s', String(speed), '-p', String(pitch), '-w', spoken, text.text);
  // The synthesiser's own silence at either end is cut off; a line has its pauses from the talk.
  const cut = ['silence', '1', '0.02', '-50d', 'reverse'];
  await run(
    'sox',
    spoken,
    '-c',
    '1',
    levelled,
    ...cut,
    ...cut,
    'rate',
    '16000',
    'norm',
    '-3',
    'pad',
    '0.02',
    '0.08',
  );
  const bare = ['--quiet', '--padding', '0', '--discard-comments', '--serial', '1'];
  await run('opusenc', ...bare, '--speech', '--bitrate', '10', '--framesize', '60', levelled, fileOf(text));
}

function listOf(every: readonly Text[]): string {
  const entries = every.map((text) => {
    const key = /^[a-z]+$/.test(text.id) ? text.id : `'${text.id}'`;
    return `  ${key}: clip('${hashOf(text)}', new URL('./clips/${text.id}.opus?no-inline', import.meta.url)),`;
  });
  return `// Written by scripts/voices.ts, never by hand: where each clip is, and which text it was made of.
export interface Clip {
  /** Of the recipe of its text. */
  readonly hash: string;
  readonly url: string;
}

const clip = (hash: string, { href }: URL): Clip => ({ hash, url: href });

// Each address stands here whole, for the bundler to find; none is inlined, since a page's CSP forbids data: URLs.
export const clips: Readonly<Record<string, Clip>> = {
${entries.join('\n')}
};
`;
}

await mkdir(`${folder}/clips`, { recursive: true });
const known = existsSync(list) ? await readFile(list, 'utf8') : '';
const wanted = texts.filter(
  (text) =>
    all ||
    !existsSync(fileOf(text)) ||
    !known.includes(`clip('${hashOf(text)}', new URL('./clips/${text.id}.`),
);
const work = await mkdtemp(join(tmpdir(), 'voices-'));
try {
  for (const text of wanted) await make(text, work);
} finally {
  await rm(work, { recursive: true, force: true });
}
const files = new Set(texts.map(({ id }) => `${id}.opus`));
const stale = (await readdir(`${folder}/clips`)).filter((name) => !files.has(name));
for (const name of stale) await rm(`${folder}/clips/${name}`);
await writeFile(list, listOf(texts));
console.log(`${wanted.length} clips made, ${stale.length} taken away, ${texts.length} in all`);
