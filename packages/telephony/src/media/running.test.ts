import { expect, it, vi } from 'vitest';
import { createRunning } from './running.ts';

/** A context whose operations end when the test says so. */
function setUp() {
  const asked: string[] = [];
  const ends: (() => void)[] = [];
  const step = (name: string) => () => {
    asked.push(name);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  const run = createRunning({ resume: step('resume'), suspend: step('suspend') });
  const end = async (): Promise<void> => {
    ends.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { asked, run, end };
}

it('does one at a time, and what is wanted last', async () => {
  const { asked, run, end } = setUp();
  run(true);
  run(false);
  expect(asked).toEqual(['resume']);
  await end();
  expect(asked).toEqual(['resume', 'suspend']);
  run(true);
  run(false);
  await end();
  expect(asked).toEqual(['resume', 'suspend']);
});

it('does again what has to be done again', async () => {
  const { asked, run, end } = setUp();
  for (const on of [true, false, true]) {
    run(on);
    await end();
  }
  expect(asked).toEqual(['resume', 'suspend', 'resume']);
});

it('tells of a context that is closed, and goes on', async () => {
  const failed = vi.fn();
  const context = { resume: () => Promise.reject(new Error('closed')), suspend: () => Promise.resolve() };
  const run = createRunning(context, failed);
  run(true);
  await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(1));
  run(true);
  await vi.waitFor(() => expect(failed).toHaveBeenCalledTimes(2));
});
