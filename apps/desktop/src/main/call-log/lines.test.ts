import { mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { handClock } from '../parties/fakes.ts';
import { signedIn, waiting } from './fakes.ts';
import { createSlices, eventOf, piecesOf } from './lines.ts';

const path = join(mkdtempSync(join(tmpdir(), 'lines-')), 'events.jsonl');
async function linesOf(text: string, bytes?: number): Promise<string[]> {
  writeFileSync(path, text);
  const open = bytes === undefined ? undefined : { descriptor: openSync(path, 'r'), bytes };
  const lines: string[] = [];
  for await (const piece of piecesOf(path, open)) lines.push(...piece);
  return lines;
}

it('gives every line of a file that is larger than a piece, letters of two bytes whole', async () => {
  const all = Array.from({ length: 9000 }, (_, n) => `linje ${n} på fjorden æøå`);
  expect(await linesOf(`${all.join('\n')}\n`)).toEqual(all);
});

it('gives what is not ended as well, and no more of an open file than it held', async () => {
  expect(await linesOf('one\ntwo')).toEqual(['one', 'two']);
  expect(await linesOf('one\ntwo\nthree\n', 8)).toEqual(['one', 'two']);
  expect(await linesOf('written since\n', 0)).toEqual([]);
});

it('does not keep a line without an end', async () => {
  const lines = await linesOf(`first\n${'x'.repeat(3_000_000)}\nlast\n`);
  expect(lines[0]).toBe('first');
  expect(lines.at(-1)).toBe('last');
  expect(lines).toHaveLength(3);
  expect(lines[1]?.length).toBeLessThan(1_200_000);
  expect(eventOf(lines[1] ?? '')).toBe('damaged');
});

it('reads what it knows, passes over what says nothing of calls, and tells what is damaged', () => {
  const line = JSON.stringify(waiting('c1', 1));
  expect(eventOf(line)).toMatchObject({ type: 'call.waiting', call: 'c1' });
  expect(eventOf(JSON.stringify(signedIn(1, 'Kari')))).toMatchObject({ type: 'signedIn' });
  expect(eventOf('')).toBeUndefined();
  expect(eventOf('{"type":"quality","whatever":1}')).toBeUndefined();
  expect(eventOf('{"type":"call.ofAnotherVersion"}')).toBeUndefined();
  for (const bad of [
    line.slice(0, -9),
    `${line.slice(0, 40)}${line}`,
    '3',
    'null',
    '{"type":7}',
    '{"type":"call.ended"}',
  ])
    expect(eventOf(bad), bad).toBe('damaged');
});

it('lets others work as soon as a slice is used up', async () => {
  const clock = handClock();
  const slices = createSlices(clock);
  await slices.step();
  clock.pass(8);
  let done = false;
  const waited = slices.step().then(() => (done = true));
  await Promise.resolve();
  expect(done).toBe(false);
  clock.pass(4);
  await waited;
  await slices.step();
});
