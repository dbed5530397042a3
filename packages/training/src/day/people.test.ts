import { describe, expect, it } from 'vitest';
import { people } from './people.ts';

describe('people', () => {
  it('are enough for either number, and no two are the same', () => {
    expect(people.filter((person) => person.dials === '113').length).toBeGreaterThanOrEqual(12);
    expect(people.filter((person) => person.dials === '116117').length).toBeGreaterThanOrEqual(8);
    expect(new Set(people.map((person) => person.id)).size).toBe(people.length);
  });

  it('are somewhere, and wait for a while', () => {
    for (const { place, patience } of people) {
      expect(Math.abs(place.latitude - 67.28)).toBeLessThan(0.1);
      expect(place.radius).toBeGreaterThan(0);
      expect(patience[0]).toBeLessThan(patience[1]);
    }
  });
});
