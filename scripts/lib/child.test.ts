import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runChild } from './child.ts';

const node = (code: string, timeoutMs = 20_000) =>
  runChild({ command: process.execPath, args: ['-e', code], timeoutMs, output: 'keep' });

it('returns what a child wrote, on both streams, and how it ended', async () => {
  expect(await node('console.log("out"); console.error("err")')).toEqual({
    ok: true,
    how: 'ended with 0',
    output: expect.stringMatching(/out|err/) as string,
  });
  expect(await node('process.exit(3)')).toMatchObject({ ok: false, how: 'ended with 3' });
  expect(await node('process.kill(process.pid, "SIGKILL")')).toMatchObject({
    ok: false,
    how: 'ended with SIGKILL',
  });
});

it('keeps the last of much that was written', async () => {
  const { output } = await node('process.stdout.write("x".repeat(500_000) + "end")');
  expect(output).toHaveLength(500_003);
});

it('says so when it cannot be started', async () => {
  const end = await runChild({ command: '/no/such/program', timeoutMs: 1000, output: 'keep' });
  expect(end).toMatchObject({ ok: false, how: expect.stringContaining('cannot be started') as string });
});

it('ends a child that hangs, and the grandchild it left', async () => {
  const hang = `
    const { spawn } = require('node:child_process');
    const grandchild = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'inherit' });
    console.log('grandchild ' + grandchild.pid);
    setInterval(() => 0, 1000);`;
  const end = await node(hang, 1500);
  expect(end).toMatchObject({ ok: false, how: 'stopped after 2 s' });
  const pid = Number(/grandchild (\d+)/.exec(end.output)?.[1]);
  await expect.poll(() => alive(pid)).toBe(false);
});

it('has no stdin to wait for', async () => {
  const end = await node('process.stdin.on("end", () => console.log("no stdin")).resume()');
  expect(end).toMatchObject({ ok: true, output: 'no stdin\n' });
});

/** A zombie that init has not collected yet is dead. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readStatus(pid));
  } catch {
    return false;
  }
}

function readStatus(pid: number): string {
  return readFileSync(`/proc/${pid}/status`, 'utf8');
}
