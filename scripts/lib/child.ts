import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The checkout's root, with a slash at the end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A program of an installed package, as `npm exec` would find it. */
export const bin = (name: string): string => `${root}node_modules/.bin/${name}`;

export interface ChildOptions {
  readonly command: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The checkout's root unless told otherwise. */
  readonly cwd?: string;
  /** Milliseconds; then the whole process group is ended. */
  readonly timeoutMs: number;
  /** `show`: to this terminal as it comes. `keep`: returned, for those who print it only on failure. */
  readonly output: 'show' | 'keep';
}

export interface ChildEnd {
  readonly ok: boolean;
  /** One line: how it ended. */
  readonly how: string;
  /** What it wrote, both streams; empty when it was shown. */
  readonly output: string;
}

const groups = new Set<number>();
const graceMs = 10_000;
const drainMs = 1000;
const kept = 1_000_000;

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

/** Runs a program in a process group of its own, without stdin, to its end or its time-out. Never rejects. */
export function runChild({
  command,
  args = [],
  env = {},
  cwd = root,
  timeoutMs,
  output,
}: ChildOptions): Promise<ChildEnd> {
  return new Promise((resolve) => {
    const io = output === 'show' ? 'inherit' : 'pipe';
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      detached: true,
      stdio: ['ignore', io, io],
    });
    let text = '';
    const hear = (chunk: Buffer) => (text = (text + chunk.toString()).slice(-kept));
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);

    const { pid } = child;
    let late = false;
    let hard: NodeJS.Timeout | undefined;
    const watchdog = setTimeout(() => {
      late = true;
      if (pid === undefined) return;
      signalGroup(pid, 'SIGINT'); // test runners write their report
      hard = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
    }, timeoutMs);
    if (pid !== undefined) groups.add(pid);

    const end = (ok: boolean, how: string): void => {
      clearTimeout(watchdog);
      clearTimeout(hard);
      if (pid !== undefined) {
        groups.delete(pid);
        signalGroup(pid, 'SIGKILL'); // what it left behind
      }
      resolve({ ok, how, output: text });
    };
    child.once('error', (error) => end(false, `cannot be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      const how = late ? `stopped after ${Math.round(timeoutMs / 1000)} s` : `ended with ${code ?? signal}`;
      // All it wrote has come at `close`; but something it left behind may hold the pipe open for ever.
      const last = setTimeout(() => end(code === 0 && !late, how), drainMs);
      child.once('close', () => {
        clearTimeout(last);
        end(code === 0 && !late, how);
      });
    });
  });
}

/** Ctrl-C and the end of a CI job reach the children too, which have process groups of their own. */
export function endChildrenWithUs(): void {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)
    process.once(signal, () => {
      for (const pid of groups) signalGroup(pid, 'SIGKILL');
      process.exit(code);
    });
}
