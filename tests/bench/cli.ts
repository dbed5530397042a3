import { benchAnswer } from './answer.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const [which, ...rest] = process.argv.slice(2);
const rounds = Number(rest.find((word) => word.startsWith('--rounds='))?.split('=')[1] ?? 31);

const benches: Readonly<Record<string, () => Promise<unknown>>> = {
  answer: () => benchAnswer(rounds, say),
};

const bench = benches[which ?? ''];
if (!bench) {
  say(`usage: npm run bench -- ${Object.keys(benches).join('|')} --json [--rounds=N]`);
  process.exitCode = 2;
} else {
  const result = await bench();
  process.stdout.write(`${JSON.stringify(result, undefined, rest.includes('--json') ? undefined : 2)}\n`);
}
