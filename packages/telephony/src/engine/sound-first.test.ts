import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Problem } from '../contract/index.ts';
import { problemOf } from '../contract/index.ts';
import { fakeClock } from '../testing/index.ts';
import { createSoundFirst } from './sound-first.ts';
import type { SoundFirst } from './sound-first.ts';

let clock: ReturnType<typeof fakeClock>;
let isOpening: boolean;
let told: unknown[];
let begun: string[];
let first: SoundFirst;
beforeEach(() => {
  [clock, isOpening, told, begun] = [fakeClock(), true, [], []];
  first = createSoundFirst({
    clock,
    sink: { emit: (type, payload, about) => void told.push([type, payload, about]) },
    isOpening: () => isOpening,
  });
});
afterEach(() => {
  first.dispose();
  expect(clock.open()).toBe(0);
});

const begin = (name: string, error?: Problem) => (): Problem | undefined => {
  begun.push(name);
  return error;
};
const refused = (cause: string, error: Problem) => [
  'command.refused',
  { command: 'call.dial', error },
  { cause },
];
const gone = problemOf('call.unknown');

it('begins at once when nothing opens, and says itself why it could not', () => {
  isOpening = false;
  expect(first.ask('call.dial', 'a', begin('a'))).toBeUndefined();
  expect(first.ask('call.dial', 'b', begin('b', gone))).toBe(gone);
  expect(begun).toEqual(['a', 'b']);
  expect(told).toEqual([]);
});

it('keeps one press until it is open, and begins it once', () => {
  expect(first.ask('call.dial', 'a', begin('a'))).toBeUndefined();
  expect(first.ask('call.dial', 'b', begin('b'))).toMatchObject({ code: 'call.answering' });
  expect(begun).toEqual([]);
  isOpening = false;
  first.handleSettled();
  first.handleSettled();
  expect(begun).toEqual(['a']);
  expect(told).toEqual([]);
});

it('tells as a refusal what came in between, and that nothing opened', () => {
  first.ask('call.dial', 'a', begin('a', gone));
  first.handleSettled();
  expect(told).toEqual([refused('a', gone)]);
  first.ask('call.dial', 'b', begin('b'));
  clock.advance(5000);
  first.handleSettled();
  expect(begun).toEqual(['a']);
  expect(told.at(-1)).toEqual(refused('b', problemOf('media.failed', 'media')));
});
