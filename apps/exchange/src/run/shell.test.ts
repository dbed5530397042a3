import { expect, it } from 'vitest';
import { CommandError, lastLines, run } from './shell.ts';

it('returns what a command wrote and hands it its input', async () => {
  expect(await run('cat', [], { input: 'hei' })).toBe('hei');
});

it('tells the code and the last lines of a command that failed', async () => {
  const failure = run('sh', ['-c', 'echo one; echo two >&2; exit 3']);
  await expect(failure).rejects.toThrow(CommandError);
  await expect(failure).rejects.toThrow(/ended with 3: one\ntwo/);
});

it('tells a command that does not exist', async () => {
  await expect(run('/no/such/program', [])).rejects.toThrow(/ENOENT/);
});

it('keeps the last lines that say something', () => {
  expect(lastLines('a\n\nb\nc\n\n', 2)).toBe('b\nc');
});
