import { PassThrough, Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { askHidden, readLine } from './ask.ts';

function terminal() {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), { setRawMode: (on: boolean) => raw.push(on) });
  const output = new PassThrough();
  return { input, output, raw, shown: () => String(output.read() ?? '') };
}

it('shows nothing of what is typed, takes corrections, and gives the terminal back', async () => {
  const { input, output, raw, shown } = terminal();
  const asked = askHidden(input, output, 'PIN: ');
  for (const keys of ['47', '12', '\u007f', '1\r']) input.write(keys);
  expect(await asked).toBe('4711');
  expect(shown()).toBe('PIN: \n');
  expect(raw).toEqual([true, false]);
});

it('can be asked twice', async () => {
  const { input, output } = terminal();
  const first = askHidden(input, output, 'PIN: ');
  input.write('1234\n');
  expect(await first).toBe('1234');
  const second = askHidden(input, output, 'Again: ');
  input.write('4321\n');
  expect(await second).toBe('4321');
});

it('ends at Ctrl+C, with the terminal as it was', async () => {
  const { input, output, raw } = terminal();
  const asked = askHidden(input, output, 'PIN: ');
  input.write('12\u0003');
  await expect(asked).rejects.toThrow('Interrupted.');
  expect(raw).toEqual([true, false]);
});

it('reads the first line of a pipe', async () => {
  expect(await readLine(Readable.from(['4711\nmore\n']))).toBe('4711');
  expect(await readLine(Readable.from([]))).toBe('');
});
