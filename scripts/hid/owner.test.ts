import { expect, it } from 'vitest';
import { ownerAt } from './owner.ts';

function typing(...answers: string[]) {
  const asked: string[] = [];
  const question = (text: string): Promise<string> => {
    asked.push(text);
    return Promise.resolve(answers.shift() ?? 's');
  };
  const owner = ownerAt({ question }, new AbortController().signal);
  return { owner, asked };
}

it('waits for Enter, or skips', async () => {
  const { owner, asked } = typing('', ' S ');
  expect(await owner.asks('Press hook')).toBe('done');
  expect(await owner.asks('Press mute')).toBe('skipped');
  expect(asked[0]).toContain('Press hook');
});

it('asks until it is told yes, no or skip', async () => {
  const { owner, asked } = typing('', 'perhaps', 'Y', 'n', 's');
  expect([await owner.sees('Ring?'), await owner.sees('Mute?'), await owner.sees('Hold?')]).toEqual([
    'yes',
    'no',
    'skipped',
  ]);
  expect(asked).toHaveLength(5);
});
