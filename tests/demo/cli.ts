import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bin, root, runChild } from '../../scripts/lib/child.ts';
import { demonstrate } from './demonstrate.ts';

const usage = `npm run demo -- [--json] [--minutes N] [--speed N] [--seed N]

A busy hour (or N minutes of one) at ten times the speed, in the real console, with an operator made of key presses.
Pictures: test-results/demo. Ends with 0 only if every call was answered, or listed and called back, and every call
that was up was heard both ways.
`;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { json: { type: 'boolean' }, minutes: text, speed: text, seed: text },
});
const number = (given: string | undefined, usual: number): number => Number(given ?? usual);
const wishes = {
  minutes: number(values.minutes, 60),
  speed: number(values.speed, 10),
  seed: number(values.seed, 41),
};

if (Object.values(wishes).some((one) => !(one > 0))) {
  say(usage);
  process.exitCode = 2;
} else {
  say('Building the console …');
  const args = [join(root, 'apps/desktop/build.ts')];
  const built = await runChild({ command: bin('tsx'), args, timeoutMs: 300_000, output: 'keep' });
  if (!built.ok) throw new Error(`The build failed: ${built.how}\n${built.output}`);
  const pictures = join(root, 'test-results/demo');
  await mkdir(pictures, { recursive: true });
  const { report, limits: limitsMs, runtime } = await demonstrate({ ...wishes, pictures, say });
  const result = {
    ...wishes,
    limitsMs,
    ...report,
    runtime,
  };
  process.stdout.write(`${JSON.stringify(result, undefined, values.json === true ? undefined : 2)}\n`);
  process.exitCode = report.failures.length === 0 ? 0 : 1;
}
