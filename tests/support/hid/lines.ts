import { spawn } from 'node:child_process';
import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A helper process that is spoken with in JSON, a line each. */
export interface Lines<T> {
  say(what: object): void;
  /** The first line, past or to come, that is meant; it is then no longer there. Rejects when the process ends. */
  hear(isMeant: (line: T) => boolean): Promise<T>;
  onLine(listener: (line: T) => void): void;
  close(): Promise<void>;
}

const living = new Set<ChildProcess>();
// A test process that is ended in the middle of a test must not leave its helpers behind.
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

export function startLines<T>(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Lines<T> {
  const child = spawn(command, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
  living.add(child);
  const ended = once(child, 'close').then(() => void living.delete(child));
  const kept: T[] = [];
  const waiting = new Set<() => void>();
  const listeners = new Set<(line: T) => void>();
  let errors = '';
  let isOver = false;
  const wake = (): void => {
    for (const look of waiting) look();
  };
  child.stderr?.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString('utf8')).slice(-4000)));
  child.stdin?.on('error', () => undefined); // it may have ended already, which `hear` tells
  const end = (): void => {
    isOver = true;
    wake();
  };
  child.once('error', (error) => {
    errors += error.message;
    end();
  });
  void ended.then(end);
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as T;
      for (const listener of listeners) listener(line);
      kept.push(line);
      wake();
    });

  return {
    say: (what) => void child.stdin?.write(`${JSON.stringify(what)}\n`),
    hear: (isMeant) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const at = kept.findIndex(isMeant);
          if (at === -1 && !isOver) return;
          waiting.delete(look);
          const [line] = at === -1 ? [] : kept.splice(at, 1);
          if (line === undefined) reject(new Error(`${command} has ended: ${errors}`));
          else resolve(line);
        };
        waiting.add(look);
        look();
      }),
    onLine: (listener) => void listeners.add(listener),
    async close() {
      child.stdin?.end();
      const patience = setTimeout(() => child.kill('SIGKILL'), 2000);
      await ended;
      clearTimeout(patience);
    },
  };
}
