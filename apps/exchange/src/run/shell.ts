import { spawn } from 'node:child_process';

/** A command that ended badly, with the last lines it wrote. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly command: string;
  readonly output: string;

  constructor(command: string, code: number | null, output: string) {
    super(`${command} ended with ${code ?? 'a signal'}: ${lastLines(output, 6)}`);
    this.command = command;
    this.output = output;
  }
}

/** The last `count` lines that are not empty. */
export function lastLines(text: string, count: number): string {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-count)
    .join('\n');
}

const kept = 64_000;

/**
 * Runs a command to its end.
 * @returns what it wrote to standard output
 * @throws CommandError when it cannot be started or ends with another code than 0
 */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string; timeoutMs?: number } = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: options.env ?? process.env,
      timeout: options.timeoutMs ?? 60_000,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-kept)));
    child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-kept)));
    child.stdin.on('error', () => undefined); // the command did not read its input; its exit code tells
    child.once('error', (cause) => reject(new CommandError(command, null, cause.message)));
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new CommandError(command, code, `${output}\n${errors}`));
    });
    child.stdin.end(options.input ?? '');
  });
}
