import { expect, it } from 'vitest';
import { screenInfoSchema } from './screen.ts';

const info = {
  position: 3,
  role: 'medical',
  version: '0.1.0',
  runtime: { electron: '33.2.1', chromium: '130.0.0.0', test: true },
  secret: 'environment',
};

it.each([
  undefined,
  { kind: 'site', file: 'site.yaml', line: 12, column: 3, path: 'queues.0.limit', expected: '"20 s"' },
  { kind: 'siteMissing', file: 'site.yaml' },
  { kind: 'secret' },
  { kind: 'runtime' },
  { kind: 'position', count: 12 },
])('tells the screen what is wrong: %j', (problem) => {
  const whole = { ...info, ...(problem ? { problem } : {}) };
  expect(screenInfoSchema.parse(whole)).toEqual({ place: {}, persons: {}, ...whole });
});

it('knows no other problem and carries no secret', () => {
  expect(screenInfoSchema.safeParse({ ...info, problem: { kind: 'fire' } }).success).toBe(false);
  expect(screenInfoSchema.safeParse({ ...info, secret: 'hunter2' }).success).toBe(false);
});
