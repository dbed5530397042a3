import { expect, it } from 'vitest';
import { isForbidden } from './shortcuts.ts';

const press = (key: string, held: string[] = []) => ({
  key,
  control: held.includes('control'),
  meta: held.includes('meta'),
  shift: held.includes('shift'),
  alt: held.includes('alt'),
});

it.each([
  press('r', ['control']),
  press('R', ['control', 'shift']),
  press('I', ['control', 'shift']),
  press('C', ['control', 'shift']),
  press('+', ['control']),
  press('-', ['control']),
  press('0', ['meta']),
  press('w', ['control']),
  press('F5', ['control']),
  press('ArrowLeft', ['alt']),
])('keeps $key away', (what) => {
  expect(isForbidden(what)).toBe(true);
});

it.each([
  press('F1'),
  press('F5'),
  press('F12'),
  press('c', ['control']),
  press('v', ['control']),
  press('r'),
  press('+'),
  press('0'),
])('lets $key through', (what) => {
  expect(isForbidden(what)).toBe(false);
});
