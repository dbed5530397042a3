// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { info, siteData } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const entries = [
  { name: 'Akuttmottak', target: 'sip:4200@{domain}', group: 'Sykehuset', note: 'døgnåpent' },
  { name: 'Føden', target: 'sip:4300@{domain}', group: 'Sykehuset' },
  { name: 'Lege i vakt', target: 'tel:+4790011222', group: 'Legevakt' },
];
function open(phonebook: readonly object[] = entries) {
  const all = renderConsole({}, { ...info, site: { ...siteData, phonebook } });
  all.key('F7');
  const field = screen.getByRole<HTMLInputElement>('searchbox');
  return { ...all, field, type: (text: string) => fireEvent.change(field, { target: { value: text } }) };
}
const book = () => within(screen.getByRole('search', { name: 'Telefonbok' }));
const names = () =>
  book()
    .getAllByRole('button', { name: /^Ring / })
    .map((item) => item.textContent);

it('shows everybody under the headings, and one press dials', () => {
  const { port } = open();
  expect(
    book()
      .getAllByRole('group')
      .map((group) => group.querySelector('h3')?.textContent),
  ).toEqual(['Sykehuset', 'Legevakt']);
  expect(names()).toEqual(['Akuttmottakdøgnåpent4200', 'Føden4300', 'Lege i vakt+47 900 11 222']);
  fireEvent.click(book().getByRole('button', { name: 'Ring Føden' }));
  expect(port.commands()).toMatchObject([{ type: 'call.dial', target: 'sip:4300@nordvik.example' }]);
});

it('dials by Enter only when one is left', () => {
  const { port, type, field } = open();
  fireEvent.keyDown(field, { key: 'Enter' });
  type('sykehus');
  expect(book().getByText('2 treff. Skriv mer, eller velg med pil ned.')).toBeDefined();
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(port.commands()).toEqual([]);
  type('føden');
  expect(book().getByText('Enter ringer Føden')).toBeDefined();
  fireEvent.keyDown(field, { key: 'Enter', repeat: true });
  expect(port.commands()).toEqual([]);
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(port.commands()).toMatchObject([{ target: 'sip:4300@nordvik.example' }]);
});

it('is gone through by arrow keys, and back into the field', () => {
  const { field, key } = open();
  key('ArrowDown');
  expect(document.activeElement).toBe(book().getByRole('button', { name: 'Ring Akuttmottak' }));
  key('ArrowDown');
  key('ArrowDown');
  key('ArrowDown');
  expect(document.activeElement).toBe(book().getByRole('button', { name: 'Ring Lege i vakt' }));
  key('PageUp');
  expect(document.activeElement).toBe(book().getByRole('button', { name: 'Ring Akuttmottak' }));
  key('ArrowUp');
  expect(document.activeElement).toBe(field);
});

it('says when nobody is found, and Escape empties the field', () => {
  const { type, field } = open();
  type('finnes ikke');
  expect(book().getByText('Ingen treff')).toBeDefined();
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(field.value).toBe('');
  expect(names()).toHaveLength(3);
});

it('draws two thousand only as far as they are looked at', () => {
  const { type } = open(
    Array.from({ length: 2000 }, (_, n) => ({ name: `Navn ${n}`, target: `tel:${22_000_000 + n}` })),
  );
  expect(names()).toHaveLength(60);
  fireEvent.click(book().getByRole('button', { name: 'Vis flere (1940)' }));
  expect(names()).toHaveLength(120);
  type('navn 1999');
  expect(names()).toEqual(['Navn 199922 00 19 99']);
});
