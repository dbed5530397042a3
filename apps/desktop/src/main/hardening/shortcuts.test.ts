import { expect, it } from 'vitest';
import { isForbidden, isForbiddenCommand } from './shortcuts.ts';

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
  press('BrowserBack'),
  press('BrowserRefresh'),
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

it('keeps the side keys of a mouse away, and leaves the volume keys alone', () => {
  expect(['browser-backward', 'browser-forward', 'browser-refresh'].every(isForbiddenCommand)).toBe(true);
  expect(['volume-up', 'media-play-pause'].some(isForbiddenCommand)).toBe(false);
});
