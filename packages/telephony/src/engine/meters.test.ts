import { expect, it } from 'vitest';
import { fakeAudio, fakeClock } from '../testing/index.ts';
import { createMeters } from './meters.ts';

it('tells ten times a second whoever wants it, and measures only while somebody does', () => {
  const clock = fakeClock();
  const audio = fakeAudio();
  const told: [string, number][] = [];
  const meters = createMeters<string>({
    clock,
    audio,
    tell: (who, { microphone }) => void told.push([who, microphone]),
  });
  expect(audio.meters()).toBe(0);
  meters.want('one', true);
  meters.want('one', true);
  audio.setLevels({ microphone: -20, talk: -90 });
  clock.advance(200);
  meters.want('two', true);
  clock.advance(100);
  expect(told).toEqual([
    ['one', -20],
    ['one', -20],
    ['one', -20],
    ['two', -20],
  ]);
  expect(audio.meters()).toBe(1);
  meters.want('one', false);
  meters.want('unknown', false);
  clock.advance(100);
  expect(told.at(-1)).toEqual(['two', -20]);
  expect(told).toHaveLength(5);
  meters.want('two', false);
  expect([audio.meters(), clock.open()]).toEqual([0, 0]);
  meters.want('one', true);
  meters.dispose();
  expect([audio.meters(), clock.open()]).toEqual([0, 0]);
});
