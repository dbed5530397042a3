import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const pidSchema = z.strictObject({ pid: z.int().positive(), startTime: z.string() });
type PidFile = z.output<typeof pidSchema>;

/** What is started: a program in the foreground, in a process group of its own. */
export type Program = { command: string; args: readonly string[]; env?: NodeJS.ProcessEnv; cwd: string };

/** Fields of /proc/PID/stat from the third on: state, parent, process group, … */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined; // no such process
  }
}

/** When a process started, in clock ticks since boot: tells a reused pid. */
function startTimeOf(pid: number): string | undefined {
  const fields = statFields(pid);
  return fields === undefined || fields[0] === 'Z' ? undefined : fields[19];
}

function readPid(path: string): PidFile | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return pidSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // half written by a start that was killed
  }
}

/** The process id if the process of this pid file is alive. */
export function runningPid(path: string): number | undefined {
  const file = readPid(path);
  return file !== undefined && startTimeOf(file.pid) === file.startTime ? file.pid : undefined;
}

/** Starts a program detached from this process; its output goes to `logPath`, its id to `pidPath`. */
export function startProgram(program: Program, pidPath: string, logPath: string): number {
  const log = openSync(logPath, 'a', 0o600);
  const child = spawn(program.command, program.args, {
    cwd: program.cwd,
    env: program.env ?? process.env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  if (child.pid === undefined) throw new Error(`${program.command} cannot be started: is it installed?`);
  child.once('error', () => undefined); // a later failure is seen by the probe and in the log
  child.unref();
  writeFileSync(pidPath, JSON.stringify({ pid: child.pid, startTime: startTimeOf(child.pid) ?? '' }));
  return child.pid;
}

function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false; // the group is gone
  }
}

/** Ends a program with its children: asks first (unless `at once`), insists after five seconds. */
export async function stopProgram(pidPath: string, how: 'asking' | 'at once'): Promise<void> {
  const pid = runningPid(pidPath);
  if (pid !== undefined) {
    if (how === 'asking') {
      signalGroup(pid, 'SIGTERM');
      if (!(await groupGone(pid, 5000))) signalGroup(pid, 'SIGKILL');
    } else signalGroup(pid, 'SIGKILL');
    await groupGone(pid, 5000);
  }
  rmSync(pidPath, { force: true });
}

async function groupGone(pid: number, limitMs: number): Promise<boolean> {
  const end = performance.now() + limitMs;
  while (performance.now() < end) {
    if (!groupAlive(pid)) return true;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  return false;
}

/** True while a process of the group lives; a zombie holds neither ports nor files. */
function groupAlive(group: number): boolean {
  if (!signalGroup(group, 0)) return false;
  return readdirSync('/proc').some((name) => /^\d+$/.test(name) && isLivingMember(name, group));
}

function isLivingMember(pid: string, group: number): boolean {
  const [state, , memberOf] = statFields(Number(pid)) ?? [];
  return memberOf === String(group) && state !== 'Z';
}
