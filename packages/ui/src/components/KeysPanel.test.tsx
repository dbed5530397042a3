// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { activeCall } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const panel = () => within(screen.getByRole('region', { name: 'Taster' }));
const row = (words: string) =>
  within(panel().getByText(words, { selector: 'span' }).closest('li') ?? document.body);
function open() {
  const keep = vi.fn<(settings: unknown) => Promise<boolean>>(() => Promise.resolve(true));
  const all = renderConsole({ calls: [activeCall('c1')] }, undefined, { keep });
  all.key('?');
  return { ...all, keep };
}
const kept = (keep: ReturnType<typeof open>['keep']) =>
  (keep.mock.calls.at(-1)?.[0] as { settings: { keys: unknown } } | undefined)?.settings.keys;

it('shows every key, also those that never change', () => {
  open();
  expect(row('Besvar neste').getByText('F1')).toBeDefined();
  expect(row('Forrige del av skjermen').getByText('Shift+F6')).toBeDefined();
  expect(panel().getByText('1–9')).toBeDefined();
  expect(panel().getByText('Esc')).toBeDefined();
});

it('takes a new key, which works at once and is kept', () => {
  const { key, keep, port } = open();
  press('Endre tast: Legg på');
  key('Shift');
  key('F8');
  expect(row('Legg på').getByText('F8')).toBeDefined();
  expect(kept(keep)).toEqual({ 'call.hangUp': 'F8' });
  expect(port.commands()).toEqual([]);
  expect(screen.getByRole('button', { name: 'Legg på' }).getAttribute('aria-keyshortcuts')).toBe('F8');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Endre tast: Legg på' }));
  key('F12');
  expect(port.commands()).toEqual([]);
  key('F8');
  expect(port.commands()).toMatchObject([{ type: 'call.hangUp' }]);
});

it('shows whose a key is, and swaps only when it is asked to', () => {
  const { key, keep } = open();
  press('Endre tast: Demp eller åpne mikrofonen');
  key('F1');
  expect(panel().getByText('F1 er «Besvar neste».')).toBeDefined();
  expect(keep).not.toHaveBeenCalled();
  press('Bytt om');
  expect(kept(keep)).toEqual({ 'call.mute': 'F1', 'queue.answerNext': 'F2' });
  expect(screen.getByRole('button', { name: 'Besvar neste' }).getAttribute('aria-keyshortcuts')).toBe('F2');
});

it('refuses what types, moves or cancels; Escape and leaving change nothing; Delete takes the key away', () => {
  const { key, keep } = open();
  press('Endre tast: Legg på');
  key('5');
  expect(panel().getByText('5 kan ikke brukes til dette.')).toBeDefined();
  press('Endre tast: Legg på');
  key('Escape');
  expect(panel().queryByText(/kan ikke brukes/)).toBeNull();
  press('Endre tast: Legg på');
  const learning = screen.getByRole('button', { name: 'Trykk en tast … Legg på' });
  fireEvent.blur(learning);
  expect(screen.queryByRole('button', { name: /^Trykk en tast/ })).toBeNull();
  expect(keep).not.toHaveBeenCalled();
  press('Endre tast: Legg på');
  key('Delete');
  expect(kept(keep)).toEqual({ 'call.hangUp': '' });
  expect(row('Legg på').getByText('ingen tast')).toBeDefined();
});

it('goes back to the standard keys', () => {
  const { key, keep } = open();
  press('Tilbake til standardtaster');
  expect(keep).not.toHaveBeenCalled();
  press('Endre tast: Legg på');
  key('F8');
  press('Tilbake til standardtaster');
  expect(kept(keep)).toEqual({});
  expect(row('Legg på').getByText('F12')).toBeDefined();
});
