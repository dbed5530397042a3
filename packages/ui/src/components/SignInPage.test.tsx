// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { activeCall, event, positionOf, staffed } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const signedOut = { position: positionOf({ state: 'signedOut' }) };
const start = (more: object = {}) => renderConsole({ ...signedOut, ...more }, staffed);
const page = () => within(screen.getByRole('region', { name: 'Pålogging' }));
const search = () => screen.getByRole<HTMLInputElement>('combobox', { name: 'Hvem er du?' });
const pin = () => screen.getByLabelText<HTMLInputElement>(/^PIN/);
const list = () => within(screen.getByRole('listbox', { name: 'Operatører' }));
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const refusal = (code: string, values?: object) =>
  event(
    'command.refused',
    11,
    {
      command: 'position.signIn',
      error: { code, category: 'input', messageKey: `error.${code}`, ...(values ? { values } : {}) } as never,
    },
    { cause: 'c1' },
  );

describe('signing in', () => {
  it('stands in place of the zones, and says that nothing rings; lamps and alerts stay', () => {
    start();
    expect(page().getByRole('heading', { name: 'Plassen er ikke bemannet' })).toBeDefined();
    expect(page().getByText('Ingen anrop ringer her før noen logger inn.')).toBeDefined();
    expect(page().getByText('AMK Nordvik · Plass 3')).toBeDefined();
    expect(within(screen.getByRole('banner')).getByText('ingen samtale', { exact: false })).toBeDefined();
    expect(screen.getByTestId('alert-line')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Besvar neste' })).toBeNull();
    expect(screen.queryByRole('button', { name: /pause/ })).toBeNull();
  });

  it('is not asked for where the site has no operators, nor over a call that goes on', () => {
    renderConsole(signedOut);
    expect(screen.queryByRole('region', { name: 'Pålogging' })).toBeNull();
    cleanup();
    start({ calls: [activeCall('c1')] });
    expect(screen.getByRole('article', { name: /^Samtale med/ })).toBeDefined();
  });

  it('goes by keyboard: some of the name, Enter, the PIN, Enter', () => {
    const { port } = start();
    expect(document.activeElement).toBe(search());
    type(search(), 'nord');
    const names = () =>
      list()
        .getAllByRole('option')
        .map((option) => option.textContent);
    expect(names()).toEqual(['Kari Nordmann', 'Ola Nordmann']);
    fireEvent.keyDown(search(), { key: 'ArrowDown' });
    expect(search().getAttribute('aria-activedescendant')).toBe(list().getAllByRole('option')[1]?.id);
    fireEvent.keyDown(search(), { key: 'Enter' });
    expect(document.activeElement).toBe(pin());
    expect(screen.getByLabelText('PIN for Ola Nordmann')).toBe(pin());
    expect(pin().type).toBe('password');
    type(pin(), '4711');
    press('Logg inn');
    expect(port.commands()).toMatchObject([
      { type: 'position.signIn', operator: 'ola', pin: '4711', role: 'medical' },
    ]);
    expect(pin().value).toBe('');
  });

  it('goes by touch, with the role chosen; the keyboard stays in the field', () => {
    const { port } = start();
    fireEvent.click(screen.getByRole('option', { name: 'Åse Øyen' }));
    for (const name of ['Siffer 1', 'Siffer 2', 'Siffer 9']) press(name);
    press('Slett siste siffer');
    press('Siffer 3');
    expect(pin().value).toBe('123');
    expect(document.activeElement).toBe(pin());
    const roles = within(screen.getByRole('group', { name: 'Rolle' }));
    // The place's own role is none of hers: the first of hers is offered.
    expect(roles.getByRole<HTMLInputElement>('radio', { name: 'Vaktleder' }).checked).toBe(true);
    fireEvent.click(roles.getByRole('radio', { name: 'Ressurskoordinator' }));
    press('Logg inn');
    expect(port.commands()).toMatchObject([{ operator: 'ase', pin: '123', role: 'resource' }]);
  });

  it('sends nothing without a name or a PIN', () => {
    const { port } = start();
    press('Logg inn');
    fireEvent.click(screen.getByRole('option', { name: 'Kari Nordmann' }));
    press('Logg inn');
    expect(port.commands()).toEqual([]);
    type(search(), 'zzz');
    expect(screen.getByText('Ingen operatør heter det')).toBeDefined();
  });
});

describe('a sign-in that fails', () => {
  function tried() {
    const all = start();
    fireEvent.click(screen.getByRole('option', { name: 'Kari Nordmann' }));
    type(pin(), '1');
    press('Logg inn');
    all.reply(true);
    return all;
  }
  const submit = () => screen.getByRole('button', { name: /^(Logg inn|Kontrollerer)/ });

  it('is said at the field, once, and the PIN is asked for again', () => {
    const { say } = tried();
    expect(submit().textContent).toContain('Kontrollerer');
    say(refusal('pin.wrong'));
    expect(screen.getByText('Feil PIN. Prøv igjen.')).toBeDefined();
    expect(screen.queryByText(/^Ikke utført/)).toBeNull();
    expect(document.activeElement).toBe(pin());
  });

  it('too often: counts the seconds, and is open again after them', () => {
    const { say, port, advance } = tried();
    say(refusal('pin.tooOften', { seconds: 30 }));
    expect(screen.getByText('For mange forsøk. Prøv igjen om 30 s.')).toBeDefined();
    advance(12_000);
    expect(screen.getByText('For mange forsøk. Prøv igjen om 18 s.')).toBeDefined();
    type(pin(), '2');
    press('Logg inn');
    expect(port.commands()).toHaveLength(1);
    advance(18_000);
    press('Logg inn');
    expect(port.commands()).toHaveLength(2);
  });

  it('says nothing of another person’s PIN', () => {
    const { say, port } = tried();
    say(refusal('pin.tooOften', { seconds: 30 }));
    fireEvent.click(screen.getByRole('option', { name: 'Ola Nordmann' }));
    expect(screen.queryByText(/^For mange forsøk/)).toBeNull();
    type(pin(), '2');
    press('Logg inn');
    expect(port.commands().at(-1)).toMatchObject({ operator: 'ola', pin: '2' });
  });

  it('without telephony says so, and cannot be pressed', () => {
    const { gone, port } = start();
    fireEvent.click(screen.getByRole('option', { name: 'Kari Nordmann' }));
    type(pin(), '1');
    gone();
    expect(screen.getByText(/^Telefonien er ikke tilgjengelig nå/)).toBeDefined();
    press('Logg inn');
    expect(port.commands()).toEqual([]);
  });

  it('without the exchange says that calls come later', () => {
    start({ outageSince: 5 });
    expect(page().getByText(/^Ingen forbindelse til sentralen/)).toBeDefined();
  });
});

it('gives way to the zones at once, with keys that work from then on', () => {
  const { say, key, port } = start();
  key('F1');
  key('F9');
  expect(port.commands()).toEqual([]);
  key('F10');
  expect(screen.getByRole('region', { name: 'Plass 3' })).toBeDefined();
  say(event('signedIn', 11, { operator: { id: 'kari', name: 'Kari Nordmann' } }));
  expect(screen.queryByRole('region', { name: 'Pålogging' })).toBeNull();
  expect(screen.getByRole('button', { name: /^Plassmeny: .*Kari Nordmann$/ })).toBeDefined();
  key('F1');
  expect(port.commands()).toMatchObject([{ type: 'queue.answerNext' }]);
});
