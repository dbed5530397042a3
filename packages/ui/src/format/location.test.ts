import { expect, it } from 'vitest';
import { createTexts } from '../messages/index.ts';
import { locationWords, shortPlace } from './location.ts';

const texts = createTexts('nb');
const now = Date.parse('2026-01-05T20:47:08Z');

it('says a point with radius, source and age', () => {
  const words = locationWords(
    texts,
    { lat: 58.14591, lon: 7.99582, radius: 12.4, source: 'AML', measured: '2026-01-05T20:47:00Z' },
    now,
  );
  expect(words.place).toBe('58,14591° N 7,99582° Ø');
  expect(words.details).toEqual(['±12 m', 'kilde: AML', '8\u00a0s siden']);
  expect(words.copy).toBe('58.14591, 7.99582');
});

it('puts the address first and the point after it', () => {
  const words = locationWords(
    texts,
    { lat: -1, lon: -2, radius: 2500, civic: 'Storgata 4, Nordvik', source: 'network' },
    now,
  );
  expect(words.place).toBe('Storgata 4, Nordvik');
  expect(words.details).toEqual(['1,00000° S 2,00000° V', '±2,5 km', 'kilde: mobilnett', 'alder ukjent']);
});

it('never makes an age of nonsense or of the future', () => {
  const at = (measured: string) =>
    locationWords(texts, { lat: 1, lon: 2, source: 'x', measured }, now).details.at(-1);
  expect(at('yesterday')).toBe('alder ukjent');
  expect(at('2026-01-05T22:47:00Z')).toBe('alder ukjent');
});

it('says what was announced and did not come', () => {
  expect(locationWords(texts, { source: 'AML', missing: 'notDelivered' }, now)).toEqual({
    place: 'Posisjon ble varslet, men kom ikke fram',
    details: ['kilde: AML'],
  });
  expect(locationWords(texts, { source: 'AML', missing: 'reference' }, now).copy).toBeUndefined();
});

it('shows an address in a row, and nothing where there is none', () => {
  expect(shortPlace(texts, [{ source: 'AML', civic: 'Nordvik sentrum', radius: 12 }])).toBe(
    'Nordvik sentrum, ±12 m',
  );
  expect(shortPlace(texts, [{ lat: 1, lon: 2, source: 'AML' }])).toBeUndefined();
});
