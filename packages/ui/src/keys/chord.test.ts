import { expect, it } from 'vitest';
import { ariaChord, chordOf, isFree } from './chord.ts';

const plain = { ctrlKey: false, altKey: false, shiftKey: false };

it.each([
  [{ key: 'F6', ...plain }, 'F6'],
  [{ key: 'F6', ...plain, shiftKey: true }, 'Shift+F6'],
  [{ key: '?', ...plain, shiftKey: true }, '?'],
  [{ key: 'k', ...plain, ctrlKey: true }, 'Ctrl+K'],
  [{ key: 'K', ...plain, ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+K'],
  [{ key: 'Tab', ...plain, shiftKey: true }, 'Shift+Tab'],
])('writes %o as %s', (press, chord) => {
  expect(chordOf(press)).toBe(chord);
});

it('leaves alone what types, moves, cancels, edits or belongs to the window', () => {
  const kept = ['Tab', 'Shift+Tab', 'Enter', 'Escape', ' ', '1', 'a', '?', 'ArrowUp', 'Home', 'Delete'];
  const others = ['Ctrl+C', 'Ctrl+R', 'Ctrl+Shift+I', 'Alt+F4', 'Ctrl+Alt+K', 'Meta', 'Shift', ''];
  expect([...kept, ...others].filter(isFree)).toEqual([]);
});

it('gives function keys, lonely keys, and letters with Ctrl or Alt', () => {
  const free = ['F4', 'F24', 'Shift+F12', 'Ctrl+F8', 'Alt+Shift+F2', 'Pause', 'Insert', 'Ctrl+K', 'Alt+Ø'];
  expect(free.filter((chord) => !isFree(chord))).toEqual([]);
});

it('is told to screen readers by the names they know', () => {
  expect(ariaChord('Ctrl+Shift+K')).toBe('Control+Shift+K');
  expect(ariaChord('F1')).toBe('F1');
});
