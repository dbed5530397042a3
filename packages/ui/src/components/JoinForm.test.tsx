// @vitest-environment happy-dom
import type { StartProblem } from '@samband/telephony/contract';
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { info } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

type Why = Extract<StartProblem, { kind: 'join' }>['why'];
const told = (why?: Why) => ({
  ...info,
  site: undefined,
  secret: 'missing',
  position: 0,
  problem: { kind: 'join', host: 'larerpc:8443', ...(why ? { why } : {}) },
});
const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Kode' });
const type = (value: string) => fireEvent.change(field(), { target: { value } });
const submit = () => fireEvent.click(screen.getByRole('button', { name: /^(Bli med|Prøver …)$/ }));

function start(why?: Why, taken: () => Promise<boolean> = () => Promise.resolve(true)) {
  const join = vi.fn<(code: string) => Promise<boolean>>(taken);
  const { console } = renderConsole({}, told(why), { join });
  return {
    codes: () => join.mock.calls.map(([code]) => code),
    tell: (next: Why) => act(() => console.setInfo(told(next))),
  };
}

it('asks for the code of the other machine, and is no fault', () => {
  start();
  expect(screen.getByRole('heading', { name: 'Bli med i en øvelse' })).toBeDefined();
  expect(screen.getByText('larerpc:8443')).toBeDefined();
  expect(screen.queryByText(/reserveløsningen|Plass/)).toBeNull();
  expect(document.title).toBe('ØVELSE – Samband – Bli med');
  expect(document.activeElement).toBe(field());
});

it('forgives how it is typed, shows it in groups, and hands on the signs', () => {
  const { codes } = start();
  type('k7qm 4xnp');
  expect(field().value).toBe('K7QM-4XNP');
  submit();
  type('oil0-1111');
  expect(field().value).toBe('0110-1111');
  submit();
  expect(codes()).toEqual(['K7QM4XNP', '01101111']);
});

it('waits for all eight signs', () => {
  const { codes } = start();
  type('K7QM-4XN');
  submit();
  expect(codes()).toEqual([]);
});

it('keeps the caret behind the sign that was typed in the middle', () => {
  start();
  type('K7QM4XNP');
  const input = field();
  fireEvent.change(input, { target: { value: 'K7AQM-4XNP', selectionStart: 3, selectionEnd: 3 } });
  expect(input.value).toBe('K7AQ-M4XN');
  expect([input.selectionStart, input.selectionEnd]).toEqual([3, 3]);
});

it.each([
  ['code', /^Koden stemmer ikke/],
  ['unreachable', /^Den andre maskinen svarer ikke/],
  ['full', /^Alle plassene i øvelsen er tatt/],
  ['later', /^Det er prøvd for mange ganger/],
] as const)('says why it did not work: %s', (why, words) => {
  const { tell } = start();
  type('K7QM4XNP');
  submit();
  tell('trying');
  expect(screen.getByRole('alert').textContent).toBe('');
  tell(why);
  expect(screen.getByRole('alert').textContent).toMatch(words);
  expect(field().value).toBe('K7QM-4XNP');
  expect(field().getAttribute('aria-invalid')).toBe(String(why === 'code'));
});

it('tries one code at a time', () => {
  const { codes } = start('trying');
  type('K7QM4XNP');
  submit();
  expect(codes()).toEqual([]);
  expect(screen.getByRole('status').textContent).toBe('Prøver …');
});

it.each([
  ['not taken', () => Promise.resolve(false)],
  ['not heard', () => Promise.reject(new Error('gone'))],
])('says when it was %s, until another is typed', async (_, taken) => {
  start(undefined, taken);
  type('K7QM4XNP');
  submit();
  expect(await screen.findByText('Det ble ikke tatt imot. Prøv igjen.')).toBeDefined();
  type('K7QM4XN');
  expect(screen.getByRole('alert').textContent).toBe('');
});
