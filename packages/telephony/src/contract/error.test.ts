import { expect, it } from 'vitest';
import { problemSchema, SambandError } from './error.ts';

it('crosses a process border whole, but for its cause', () => {
  const cause = new Error('socket closed');
  const problem = {
    code: 'leg.gone',
    category: 'state',
    messageKey: 'error.legGone',
    values: { edge: 'A' },
  } as const;
  const error = new SambandError(problem, { cause });
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ name: 'SambandError', message: 'leg.gone', cause });
  expect(problemSchema.parse(structuredClone(error.toProblem()))).toEqual(problem);
});

it('has no values key where there are none', () => {
  const problem = { code: 'x', category: 'internal', messageKey: 'error.x' } as const;
  expect(new SambandError(problem).toProblem()).toEqual(problem);
  expect('values' in new SambandError(problem).toProblem()).toBe(false);
});
