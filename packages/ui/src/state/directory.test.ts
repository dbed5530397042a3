import { siteSchema } from '@samband/telephony/contract';
import { describe, expect, it } from 'vitest';
import { siteData } from '../testing/console.ts';
import { grouped, nameOf, namesOf, phonebookOf, quickKeysOf, search, suggest, userOf } from './directory.ts';

const site = siteSchema.parse({
  ...siteData,
  phonebook: [
    { name: 'Øyeavdelingen', target: 'sip:4310@{domain}', group: 'Sykehuset' },
    { name: 'Lege i vakt', target: 'tel:+4790011222', group: 'Legevakt', note: 'til kl. 23' },
    { name: 'Akuttmottak', target: 'sip:4200@{domain}', group: 'Sykehuset' },
    { name: 'Vaktmester', target: 'tel:22550100' },
    { name: 'Ambulanse 10', target: 'sip:510@{domain}', group: 'Ambulanse' },
    { name: 'Ambulanse 2', target: 'sip:502@{domain}', group: 'Ambulanse' },
  ],
});
const book = phonebookOf(site);
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);

describe('the phone book', () => {
  it('stands under headings in the order of the file, by name, and what has no heading last', () => {
    expect(grouped(book).map(({ heading, entries }) => [heading, names(entries)])).toEqual([
      ['Sykehuset', ['Akuttmottak', 'Øyeavdelingen']],
      ['Legevakt', ['Lege i vakt']],
      ['Ambulanse', ['Ambulanse 2', 'Ambulanse 10']],
      [undefined, ['Vaktmester']],
    ]);
  });

  it('has whole targets, and what will be rung for the eye', () => {
    expect(book[0]).toMatchObject({ target: 'sip:4200@nordvik.example', number: '4200' });
    expect(userOf('tel:+4790011222;phone-context=x')).toBe('+4790011222');
  });

  it.each([
    ['', 6],
    ['øye', 1],
    ['syk akutt', 1],
    ['kl. 23', 1],
    ['900 11 222', 1],
    ['+47 900', 1],
    ['22 55', 1],
    ['finnes ikke', 0],
  ])('finds by word, heading, note and number: %s', (typed, count) => {
    expect(search(book, typed)).toHaveLength(count);
  });
});

describe('suggestions', () => {
  const all = [...quickKeysOf(site), ...book];

  it('leave out keys that the console cannot do', () => {
    expect(names(quickKeysOf(site))).toEqual(['110 Brann']);
  });

  it('put the number that is typed first, then those that begin with it, then names', () => {
    expect(names(suggest(all, '502', 4))).toEqual(['Ambulanse 2']);
    expect(names(suggest(all, '4', 4))).toEqual(['Akuttmottak', 'Øyeavdelingen', 'Lege i vakt']);
    expect(names(suggest(all, '900 11', 4))).toEqual(['Lege i vakt']);
    expect(names(suggest(all, 'amb', 1))).toEqual(['Ambulanse 2']);
    expect(suggest(all, '  ', 4)).toEqual([]);
  });

  it('name one target once', () => {
    const twice = [...book, ...book.map((entry) => ({ ...entry, id: `${entry.id}b` }))];
    expect(names(suggest(twice, '4200', 4))).toEqual(['Akuttmottak']);
  });
});

it('knows whose a number is, with or without the prefix of the country', () => {
  const known = namesOf([...quickKeysOf(site), ...book]);
  expect(nameOf(known, '90011222')).toBe('Lege i vakt');
  expect(nameOf(known, '+4790011222')).toBe('Lege i vakt');
  expect(nameOf(known, '4200')).toBe('Akuttmottak');
  expect(nameOf(known, '4701')).toBeUndefined();
  expect(nameOf(known, '')).toBeUndefined();
});
