import { describe, expect, it } from 'vitest';
import { createScript } from './script.ts';

describe('createScript', () => {
  it('says its lines, agrees, bears silence, says goodbye', () => {
    const script = createScript({ lines: ['a', 'b'], yes: 'yes', bye: 'bye', bears: 2 });
    expect(script.next('silence')).toEqual({ clip: 'a', last: false });
    expect(script.next('spokenTo')).toEqual({ clip: 'b', last: false });
    expect(script.next('spokenTo')).toEqual({ clip: 'yes', last: false });
    expect(script.next('silence')).toBe('nothing');
    expect(script.next('spokenTo')).toEqual({ clip: 'yes', last: false });
    expect(script.next('silence')).toBe('nothing');
    expect(script.next('silence')).toEqual({ clip: 'bye', last: true });
  });

  it('does not agree for ever', () => {
    const script = createScript({ lines: [], yes: 'yes', bye: 'bye', bears: 1 });
    const said = Array.from({ length: 20 }, () => script.next('spokenTo'));
    expect(said.filter((one) => one === 'nothing').length).toBeGreaterThan(10);
  });

  it('says a line again that was not said to its end', () => {
    const script = createScript({ lines: ['a', 'b'], bears: 1 });
    script.unsay();
    script.next('spokenTo');
    script.unsay();
    expect(script.next('spokenTo')).toEqual({ clip: 'a', last: false });
    script.next('spokenTo');
    script.next('spokenTo');
    script.unsay();
    expect(script.next('silence')).toBe('end');
  });

  it('of one who cannot speak is silence, for as long as it is borne', () => {
    const script = createScript({ lines: [], bears: 3 });
    expect(script.next('spokenTo')).toBe('nothing');
    expect(['silence', 'silence', 'silence'].map(() => script.next('silence'))).toEqual([
      'nothing',
      'nothing',
      'end',
    ]);
  });

  it('of an agency never ends', () => {
    const script = createScript({ lines: ['a'], bears: Number.POSITIVE_INFINITY });
    script.next('silence');
    for (let count = 0; count < 500; count++) expect(script.next('silence')).toBe('nothing');
  });
});
