import { describe, expect, it } from 'vitest';
import { reasonsOf } from './reason.ts';

describe('reasonsOf', () => {
  it('reads several headers and several values', () => {
    expect(
      reasonsOf([
        'SIP ;cause=200 ;text="Call completed elsewhere"',
        'Q.850;cause=26;text="a, b", X;cause=abc',
      ]),
    ).toEqual([
      { protocol: 'SIP', cause: 200, text: 'Call completed elsewhere' },
      { protocol: 'Q.850', cause: 26, text: 'a, b' },
      { protocol: 'X' },
    ]);
  });

  it('gives nothing for nothing', () => {
    expect(reasonsOf([])).toEqual([]);
    expect(reasonsOf([';cause=1', ''])).toEqual([]);
  });
});
