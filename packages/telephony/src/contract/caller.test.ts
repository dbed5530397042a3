import { expect, it } from 'vitest';
import { callerSchema, locationSchema, personal } from './caller.ts';

const marked = (shape: Record<string, unknown>): string[] =>
  Object.entries(shape)
    .filter(([, schema]) => personal.has((schema as { unwrap(): never }).unwrap?.() ?? (schema as never)))
    .map(([name]) => name);

it('marks what names or finds a person, and nothing else', () => {
  expect(marked(callerSchema.shape)).toEqual(['number', 'name', 'uri']);
  expect(marked(locationSchema.shape)).toEqual(['lat', 'lon', 'civic']);
});

it('bounds what comes from outside', () => {
  const base = { withheld: false, assertedBy: 'network' };
  expect(callerSchema.safeParse({ ...base, number: '1'.repeat(65) }).success).toBe(false);
  expect(callerSchema.safeParse({ ...base, name: 'x'.repeat(257) }).success).toBe(false);
  expect(locationSchema.safeParse({ source: 'AML', lat: 91 }).success).toBe(false);
  expect(locationSchema.safeParse({ source: 'AML', lat: 59.9, lon: 10.7, radius: 12 }).success).toBe(true);
});
