// @vitest-environment happy-dom
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { info, positionOf, siteData, staffed } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const tab = (name: string) => screen.getByRole('tab', { name });
const shown = () => screen.getByRole('tabpanel');

it('stand in the order of the role’s layout, and arrow keys go through them', () => {
  const keep = vi.fn<(settings: unknown) => Promise<boolean>>(() => Promise.resolve(true));
  renderConsole({}, info, { keep });
  expect(screen.getAllByRole('tab').map((item) => item.textContent)).toEqual([
    'Hurtigvalg',
    'TelefonbokF7',
    'LoggShift+F7',
  ]);
  expect(tab('Hurtigvalg').getAttribute('aria-selected')).toBe('true');
  tab('Hurtigvalg').focus();
  fireEvent.keyDown(tab('Hurtigvalg'), { key: 'ArrowLeft' });
  expect(document.activeElement).toBe(tab('Logg'));
  expect(shown().getAttribute('aria-labelledby')).toBe(tab('Logg').id);
  fireEvent.keyDown(tab('Logg'), { key: 'Home' });
  fireEvent.keyDown(tab('Hurtigvalg'), { key: 'ArrowRight' });
  expect(tab('Telefonbok').tabIndex).toBe(0);
  expect(tab('Logg').tabIndex).toBe(-1);
  expect(keep).toHaveBeenLastCalledWith({ of: 'place', place: { tab: 'phonebook' } });
});

it('open where the place left them, unless the role has no such tab', () => {
  renderConsole({}, { ...info, place: { tab: 'log' } });
  expect(tab('Logg').getAttribute('aria-selected')).toBe('true');
  cleanup();
  const { site, ...rest } = staffed;
  const layouts = [{ id: 'supervisor', tabs: ['phonebook', 'quick'] }];
  const told = { ...rest, site: { ...site, layouts }, place: { tab: 'log' } };
  renderConsole({ position: positionOf({ role: 'leader' }) }, told);
  expect(tab('Telefonbok').getAttribute('aria-selected')).toBe('true');
  expect(screen.queryByRole('tab', { name: 'Logg' })).toBeNull();
});

it('are opened by their keys, which give the keyboard to the field', async () => {
  const phonebook = [{ name: 'Lege i vakt', target: 'tel:+4790011222' }];
  const { key } = renderConsole({}, { ...info, site: { ...siteData, phonebook } });
  key('F7');
  expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Søk i telefonboken' }));
  key('F7', { shiftKey: true });
  expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Søk i samtaleloggen' }));
  await screen.findByText('Ingen anrop i loggen');
});
