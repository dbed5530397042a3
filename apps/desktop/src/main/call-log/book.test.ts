import type { Event } from '@samband/telephony/contract';
import { describe, expect, it } from 'vitest';
import { createBook } from './book.ts';
import { answered, ended, event, signedIn, started, waiting, wall } from './fakes.ts';

/** A whole shift: two operators, calls that are answered, given up, dialled and noted. */
const shift: Event[] = [
  started(0),
  signedIn(1, 'Kari'),
  waiting('c1', 10),
  answered('c1', 15),
  event('call.noted', 20, { text: 'brystsmerter' }, { call: 'c1' }),
  waiting('c2', 30, '+4722334455'),
  ended('c1', 75),
  event('call.abandoned', 80, { waited: 50_000 }, { call: 'c2' }),
  event(
    'call.dialled',
    90,
    {
      target: { number: '+4722334455', withheld: false, assertedBy: 'none' },
      dialled: 'tel:+4722334455',
      callsBack: 'c2',
    },
    { call: 'c3' },
  ),
  event('call.connected', 95, { codec: 'PCMA' }, { call: 'c3' }),
  event(
    'call.updated',
    96,
    { caller: { number: '+4722334455', name: 'Ola', withheld: false, assertedBy: 'network' } },
    { call: 'c3' },
  ),
  signedIn(100, 'Åse'),
  ended('c3', 120),
  waiting('c4', 130),
  event('call.answeredElsewhere', 140, {}, { call: 'c4' }),
  event('signedOut', 150, {}),
  waiting('c5', 160),
];

/** Told in order, in one run. */
function inOrder(events: readonly Event[]) {
  const book = createBook(1000);
  for (const one of events) book.add(one);
  book.complete();
  return book.newestFirst();
}

describe('what a run tells', () => {
  it('is one entry a call, newest first, with who was there', () => {
    expect(inOrder(shift)).toMatchObject([
      { call: 'c5', outcome: 'open' },
      { call: 'c4', outcome: 'elsewhere', operator: 'Åse' },
      { call: 'c3', direction: 'outgoing', outcome: 'answered', operator: 'Åse', caller: { name: 'Ola' } },
      { call: 'c2', outcome: 'abandoned', waited: 50_000, operator: 'Kari' },
      {
        call: 'c1',
        outcome: 'answered',
        waited: 5000,
        talked: 60_000,
        note: 'brystsmerter',
        operator: 'Kari',
      },
    ]);
    expect(inOrder(shift)[0]).not.toHaveProperty('operator');
  });
});

describe('what files tell, the newest first', () => {
  /** Cut at these places; what is after the last cut happens now, `live` of the files read before it. */
  function inPieces(cuts: readonly number[], live: number) {
    const book = createBook(1000);
    const pieces = [0, ...cuts].map((from, nth) => shift.slice(from, cuts[nth] ?? shift.length));
    const now = pieces.pop() ?? [];
    const tell = (count: number): void => {
      for (const one of now.splice(0, count)) book.add(one);
    };
    tell(live);
    for (const piece of pieces.toReversed()) {
      const file = book.older();
      for (const one of piece) file.add(one);
      file.end();
      tell(1);
    }
    book.complete();
    tell(now.length);
    return book.newestFirst();
  }

  it('is the same wherever the files are cut, and however much happens meanwhile', () => {
    const expected = inOrder(shift);
    for (let first = 0; first <= shift.length; first += 1) {
      expect(inPieces([first], 99), `one cut at ${first}`).toEqual(expected);
      for (let next = first; next <= shift.length; next += 2)
        for (const live of [0, 3, 99])
          expect(inPieces([first, next], live), `cuts at ${first}, ${next}, ${live}`).toEqual(expected);
    }
  });

  it('does not name anybody before it is known who was there', () => {
    const book = createBook(1000);
    book.add(waiting('c9', 200));
    book.add(ended('c9', 210));
    expect(book.newestFirst()).toHaveLength(1);
    expect(book.newestFirst()[0]).not.toHaveProperty('operator');
    const file = book.older();
    for (const one of [started(0), signedIn(1, 'Kari')]) file.add(one);
    file.end();
    expect(book.newestFirst()[0]?.operator).toBe('Kari');
  });
});

it('joins a call that was offered again after its file was set aside', () => {
  const book = createBook(1000);
  book.add(waiting('c1', 30));
  book.add(answered('c1', 35));
  const file = book.older();
  for (const one of [
    started(0),
    waiting('c1', 5),
    event('call.abandoned', 20, { waited: 15_000 }, { call: 'c1' }),
  ])
    file.add(one);
  file.end();
  expect(book.newestFirst()).toMatchObject([{ call: 'c1', at: wall(5), outcome: 'answered', waited: 5000 }]);
});

it('holds no more than it may, and says when it is full', () => {
  const book = createBook(2);
  for (const [call, at] of [
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ] as const)
    book.add(waiting(call, at));
  expect(book.full()).toBe(true);
  expect(book.newestFirst().map(({ call }) => call)).toEqual(['c', 'b']);
  book.forget(wall(3));
  expect(book.newestFirst().map(({ call }) => call)).toEqual(['c']);
});
