// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { info, siteData } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const phonebook = [
  { name: 'Akuttmottak', target: 'sip:4200@{domain}' },
  { name: 'Lege i vakt', target: 'tel:+4790011222' },
  { name: 'Legekontoret', target: 'tel:22550100' },
];
function open(site: object = {}) {
  const all = renderConsole({}, { ...info, site: { ...siteData, phonebook, ...site } });
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Nummer' });
  field.focus();
  return {
    ...all,
    field,
    type: (text: string) => fireEvent.change(field, { target: { value: text } }),
    submit: () => fireEvent.submit(field.form ?? field),
  };
}
const suggested = () =>
  within(screen.getByRole('list', { name: 'Forslag' }))
    .queryAllByRole('button')
    .map((item) => item.getAttribute('aria-label'));

it('suggests whom is meant, by number and by name; one press dials', () => {
  const { type, port, field } = open();
  expect(screen.queryByRole('list', { name: 'Forslag' })).toBeNull();
  type('900');
  expect(suggested()).toEqual(['Ring Lege i vakt']);
  type('lege');
  expect(suggested()).toEqual(['Ring Lege i vakt', 'Ring Legekontoret']);
  fireEvent.click(screen.getByRole('button', { name: 'Ring Legekontoret' }));
  expect(port.commands()).toMatchObject([{ type: 'call.dial', target: 'tel:22550100' }]);
  expect(field.value).toBe('');
});

it('shows the number grouped, short numbers untouched, and dials what was typed', () => {
  const { type, port, submit } = open();
  type('113');
  expect(screen.queryByText('1 13')).toBeNull();
  submit();
  type('+4790011222');
  expect(screen.getByText('+47 900 11 222', { selector: 'h2 *' })).toBeDefined();
  submit();
  expect(port.commands()).toMatchObject([{ target: '113' }, { target: '+4790011222' }]);
});

it('never dials one of several names: they are chosen with the arrow keys', () => {
  const { type, port, submit, key } = open();
  type('lege');
  submit();
  expect(port.commands()).toEqual([]);
  key('ArrowDown');
  key('ArrowDown');
  fireEvent.click(document.activeElement ?? document.body);
  type('akutt');
  submit();
  expect(port.commands()).toMatchObject([{ target: 'tel:22550100' }, { target: 'sip:4200@nordvik.example' }]);
});

it('has its keypad open where the layout says so, and Escape empties it', () => {
  const { field, key } = open({ roles: [{ ...siteData.roles[0], layout: 'akuttmottak' }] });
  fireEvent.click(screen.getByRole('button', { name: 'Tall 4' }));
  fireEvent.click(screen.getByRole('button', { name: 'Stjerne' }));
  expect(field.value).toBe('4*');
  fireEvent.click(screen.getByRole('button', { name: 'Slett siste tall' }));
  expect(field.value).toBe('4');
  field.focus();
  key('Escape');
  expect(field.value).toBe('');
  fireEvent.click(screen.getByRole('button', { name: 'Skjul tall' }));
  expect(screen.queryByRole('button', { name: 'Tall 4' })).toBeNull();
});
