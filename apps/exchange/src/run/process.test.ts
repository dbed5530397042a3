import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runningPid, startProgram, stopProgram } from './process.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-process-'));
});
afterEach(async () => {
  await stopProgram(join(folder, 'p.json'), 'at once');
  rmSync(folder, { recursive: true, force: true });
});

function start(script: string): { pid: number; pidPath: string; log: string } {
  const pidPath = join(folder, 'p.json');
  const log = join(folder, 'p.log');
  return {
    pid: startProgram({ command: 'sh', args: ['-c', script], cwd: folder }, pidPath, log),
    pidPath,
    log,
  };
}

it('knows a program it started until it has stopped it', async () => {
  const { pid, pidPath } = start('sleep 60');
  expect(runningPid(pidPath)).toBe(pid);
  await stopProgram(pidPath, 'asking');
  expect(runningPid(pidPath)).toBeUndefined();
});

it('ends the children of a program as well', async () => {
  const { pidPath, log } = start('sleep 61 & echo $!; wait');
  const child = await vi.waitFor(() => {
    const found = Number(readFileSync(log, 'utf8').trim());
    expect(found).toBeGreaterThan(0);
    return found;
  });
  await stopProgram(pidPath, 'at once');
  // a zombie waits for its new parent to look at it; it runs no more
  await vi.waitFor(() => expect(stateOf(child)).toMatch(/^(gone|Z)$/));
});

function stateOf(pid: number): string {
  try {
    return /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1] ?? 'gone';
  } catch {
    return 'gone';
  }
}

it('takes a reused process id for somebody else', () => {
  const pidPath = join(folder, 'p.json');
  writeFileSync(pidPath, JSON.stringify({ pid: process.pid, startTime: '1' }));
  expect(runningPid(pidPath)).toBeUndefined();
  writeFileSync(pidPath, '{"pid":');
  expect(runningPid(pidPath)).toBeUndefined();
});
