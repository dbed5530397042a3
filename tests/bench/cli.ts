import { benchAnswer } from './answer.ts';
import { benchEmbedded } from './exchange-embedded.ts';
import { benchHid } from './hid.ts';
import { benchQueue } from './queue.ts';
import { benchRing } from './ring.ts';
import { benchStart } from './start.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const [which, ...rest] = process.argv.slice(2);
const asked = rest.find((word) => word.startsWith('--rounds='))?.split('=')[1];
/** One more than the figures are made of: the first stands apart. */
const rounds = (usual: number): number => Number(asked ?? usual);

const benches: Readonly<Record<string, () => Promise<unknown>>> = {
  answer: () => benchAnswer(rounds(41), say),
  start: () => benchStart(rounds(11), say),
  ring: () => benchRing(rounds(31), say),
  exchange: () => benchEmbedded(rounds(31), say),
  hid: () => benchHid(rounds(61), say),
  queue: () => benchQueue(rounds(301), say),
};

const bench = benches[which ?? ''];
if (!bench) {
  say(`usage: npm run bench -- ${Object.keys(benches).join('|')} --json [--rounds=N]`);
  process.exitCode = 2;
} else {
  const result = await bench();
  process.stdout.write(`${JSON.stringify(result, undefined, rest.includes('--json') ? undefined : 2)}\n`);
}
