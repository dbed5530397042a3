import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

export interface Running {
  readonly child: ChildProcess;
  /** All that it has written so far, both streams. */
  output(): string;
  /** Resolves with the exit code (a signal counts as 128). */
  readonly ended: Promise<number>;
  /** Resolves with the match once it has been written; rejects when the process ends or time runs out before that. */
  says(pattern: RegExp, options?: { from?: number; withinMs?: number }): Promise<RegExpExecArray>;
  /** TERM, then KILL after two seconds. Idempotent. */
  stop(): Promise<void>;
}

const living = new Set<ChildProcess>();
// A test process that is ended in the middle of a test must not leave its helpers behind.
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** Starts a helper process of a test. It outlives neither `stop()` nor this process. */
export function start(command: string, args: readonly string[], options: SpawnOptions = {}): Running {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options });
  living.add(child);
  child.once('close', () => living.delete(child));
  let text = '';
  const listeners = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    text += chunk.toString('utf8');
    for (const listener of listeners) listener();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  child.stdin?.on('error', () => undefined); // it may have ended before it read all
  const ended = new Promise<number>((resolve) => {
    child.once('error', (error) => {
      text += `\n${command}: ${error.message}`;
      resolve(127);
    });
    child.once('close', (code) => resolve(code ?? 128));
  });

  const says: Running['says'] = async (pattern, { from = 0, withinMs = 60_000 } = {}) => {
    let look = (): void => undefined;
    let watchdog: NodeJS.Timeout | undefined;
    try {
      return await new Promise<RegExpExecArray>((resolve, reject) => {
        look = () => {
          const match = pattern.exec(text.slice(from));
          if (match) resolve(match);
        };
        const fail = (why: string): void =>
          reject(
            new Error(
              `${command}: ${String(pattern)} was not said ${why}:\n${text.slice(from).slice(-4000)}`,
            ),
          );
        watchdog = setTimeout(() => fail(`within ${withinMs} ms`), withinMs);
        void ended.then((code) => {
          look();
          fail(`before it ended (${code})`);
        });
        listeners.add(look);
        look();
      });
    } finally {
      clearTimeout(watchdog);
      listeners.delete(look);
    }
  };

  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 2000);
    await closed;
    clearTimeout(hard);
  };
  return { child, output: () => text, ended, says, stop };
}

/** Runs to the end and returns what was written; throws with it when the exit code is not 0. */
export async function run(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<string> {
  const running = start(command, args, options);
  const code = await running.ended;
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${running.output()}`);
  return running.output();
}
