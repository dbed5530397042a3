import { expect, it } from 'vitest';
import type { SendSource } from '../ports/index.ts';
import { gatesOf } from './gates.ts';

it.each<[SendSource | undefined, string, string, string, string]>([
  [undefined, '', '', '', ''],
  ['microphone', 'voice', 'second', 'second', ''],
  ['silence', '', '', 'second', ''],
  ['hold', 'hold', '', '', ''],
])('told %s: sends %s, and beside it, shared %s, open %s, muted %s', (source, own, shared, open, muted) => {
  for (const [voice, second] of [
    ['shared', shared],
    ['open', open],
    ['muted', muted],
  ] as const)
    expect(gatesOf(source, voice)).toEqual({
      voice: own === 'voice',
      hold: own === 'hold',
      second: second === 'second',
    });
});
