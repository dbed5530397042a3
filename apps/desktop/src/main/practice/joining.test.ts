import { expect, it, vi } from 'vitest';
import { quietLog } from '../parties/fakes.ts';
import { createJoining, readCode } from './joining.ts';
import type { Place } from './joining.ts';

const place: Place = { position: 3, secret: 's', site: 'schema: 1\n' };

function setUp(answers: (() => Promise<Place>)[]) {
  const asked: string[] = [];
  const told: (string | undefined)[] = [];
  const handleJoined = vi.fn();
  const joining = createJoining({
    host: '192.0.2.1:5443',
    log: quietLog(),
    ask(code) {
      asked.push(code);
      return answers.shift()?.() ?? new Promise(() => undefined);
    },
    handleChanged() {
      const problem = joining.problem();
      told.push(problem.kind === 'join' ? problem.why : 'other');
    },
    handleJoined,
  });
  return { joining, asked, told, handleJoined };
}
const refused = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

it('reads a code as it is meant', () => {
  expect(readCode(' k7oi-l2q9 ')).toBe('K70112Q9');
});

it('says why it was not let in, and asks again', async () => {
  const { joining, told, handleJoined } = setUp([
    refused('join.code'),
    refused('join.full'),
    refused('join.later'),
    refused('ECONNREFUSED'),
    () => Promise.resolve(place),
  ]);
  for (const why of ['code', 'full', 'later', 'unreachable']) {
    expect(joining.join('k7q2 0000')).toBe(true);
    await vi.waitFor(() => expect(told.at(-1)).toBe(why));
  }
  joining.join('K7Q20001');
  await vi.waitFor(() => expect(handleJoined).toHaveBeenCalledWith(place));
  expect(joining.join('K7Q20001')).toBe(false);
});

it('tries one code at a time', () => {
  const { joining, asked } = setUp([]);
  expect([joining.join('A'), joining.join('B')]).toEqual([true, false]);
  expect(asked).toEqual(['A']);
});
