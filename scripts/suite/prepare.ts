import { allDebianPackages, missingPackages } from '../debian-packages.ts';
import { ensureElectron } from '../electron-runtime.ts';
import { bin, runChild } from '../lib/child.ts';
import type { ChildEnd } from '../lib/child.ts';
import { ensureTestUser } from '../test-user.ts';

export type Need = 'debian' | 'electron' | 'exchange' | 'user';

const minute = 60_000;
const isRoot = (): boolean => process.getuid?.() === 0;
const say = (line: string): void => console.log(line);

async function must(command: string, args: readonly string[], minutes: number, env?: Record<string, string>) {
  const end = await quiet(command, args, minutes, env);
  if (!end.ok) throw new Error(`${command} ${args.join(' ')} ${end.how}\n${end.output.trim().slice(-4000)}`);
}

function quiet(command: string, args: readonly string[], minutes: number, env: Record<string, string> = {}) {
  return runChild({ command, args, env, timeoutMs: minutes * minute, output: 'keep' });
}

async function debian(): Promise<void> {
  const listed: ChildEnd = await quiet('dpkg-query', ['-W', '-f=${Package} ${Status}\\n'], 1);
  if (!listed.ok) throw new Error(`This is not Debian: the tests need ${allDebianPackages.join(' ')}`);
  const missing = missingPackages(allDebianPackages, listed.output);
  if (missing.length === 0) return;
  const install = ['install', '-y', '-q', '--no-install-recommends', ...missing];
  if (!isRoot())
    throw new Error(
      `Debian packages are missing. Run:\n  sudo apt-get update && sudo apt-get ${install.join(' ')}`,
    );
  say(`Debian packages: installing ${missing.join(' ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  await must('apt-get', ['update', '-q'], 5, env);
  await must('apt-get', install, 15, env);
}

/** The parts that follow are told where it is. */
async function electron(): Promise<void> {
  const { executablePath, version, test } = await ensureElectron(say);
  say(`Electron ${version}${test ? ' (test runtime)' : ''}: ${executablePath}`);
  process.env['SAMBAND_ELECTRON'] = executablePath;
}

async function exchange(): Promise<void> {
  say('Reference exchange: installing what is missing …');
  await must(bin('tsx'), ['apps/exchange/src/cli.ts', 'install'], 20);
}

async function user(): Promise<void> {
  await ensureTestUser(say);
}

const steps: Readonly<Record<Need, () => Promise<void>>> = { debian, electron, exchange, user };

/** Sees to it that what the parts need is there, each once and in this order. Returns what could not be had, and why. */
export async function prepare(needs: ReadonlySet<Need>): Promise<{ need: Need; why: string }[]> {
  const problems: { need: Need; why: string }[] = [];
  for (const need of ['debian', 'user', 'electron', 'exchange'] as const) {
    if (!needs.has(need)) continue;
    try {
      await steps[need]();
    } catch (error) {
      problems.push({ need, why: error instanceof Error ? error.message : String(error) });
    }
  }
  return problems;
}
