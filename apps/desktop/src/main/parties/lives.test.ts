import { expect, it } from 'vitest';
import { createLives } from './lives.ts';

it('tells each once, and nothing of a first start', () => {
  const told: string[] = [];
  const lives = createLives('exchange', ({ type }) => told.push(type));
  lives.back();
  lives.lost();
  lives.lost();
  lives.back();
  lives.back();
  lives.lost();
  expect(told).toEqual(['process.lost', 'process.back', 'process.lost']);
});
