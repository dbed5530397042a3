import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { endChildrenWithUs, root, runChild } from './lib/child.ts';
import { parts, reportOf } from './suite/parts.ts';
import type { Part } from './suite/parts.ts';
import { prepare } from './suite/prepare.ts';
import { add, tallyOf } from './suite/results.ts';
import type { Tally } from './suite/results.ts';

const minutesSince = (begun: number): string => `${((performance.now() - begun) / 60_000).toFixed(1)} min`;

function readReport(name: string): unknown {
  try {
    return JSON.parse(readFileSync(root + reportOf(name), 'utf8')) as unknown;
  } catch {
    return undefined; // none, or half of one: the part crashed
  }
}

async function runPart(part: Part, more: readonly string[]): Promise<Tally> {
  const begun = performance.now();
  console.log(`\n== ${part.name}: ${part.about}`);
  const file = root + reportOf(part.name);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const { command, args, env, minutes } = part;
  const end = await runChild({
    command,
    args: [...args, ...more],
    ...(env ? { env } : {}),
    timeoutMs: minutes * 60_000,
    output: 'show',
  });
  const tally = tallyOf(part, readReport(part.name), end);
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  console.log(
    `== ${part.name}: ${tally.passed} passed, ${tally.failed} failed${skipped} (${minutesSince(begun)})`,
  );
  return tally;
}

/** `npm test [-- PART… [options of the last part]]`; no part means all of them. */
async function main(args: readonly string[]): Promise<number> {
  endChildrenWithUs();
  const begun = performance.now();
  const split = args.findIndex((arg) => arg.startsWith('-'));
  const names = split === -1 ? args : args.slice(0, split);
  const more = split === -1 ? [] : args.slice(split);
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    console.error(
      `No part is called ${unknown.join(', ')}. There are: ${parts.map(({ name }) => name).join(', ')}`,
    );
    return 2;
  }
  const chosen = names.length === 0 ? parts : parts.filter(({ name }) => names.includes(name));

  const problems = await prepare(new Set(chosen.flatMap(({ needs }) => needs)));
  for (const { need, why } of problems) console.error(`\n== ${need} could not be had: ${why}`);
  let total: Tally = {
    passed: 0,
    failed: problems.length,
    skipped: 0,
    failures: problems.map(({ need }) => `setup: ${need}`),
  };
  for (const part of chosen) total = add(total, await runPart(part, part === chosen.at(-1) ? more : []));

  if (total.failures.length > 0) console.log(`\nFailed:\n  ${total.failures.join('\n  ')}`);
  console.log(`\n${chosen.length} parts in ${minutesSince(begun)}`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
