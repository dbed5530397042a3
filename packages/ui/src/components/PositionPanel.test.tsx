// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { activeCall, event, positionOf, staffed } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const kari = { id: 'kari', name: 'Kari Nordmann' };
const signedIn = { position: positionOf({ operator: kari }) };
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const panel = () => screen.queryByRole('region', { name: 'Plass 3' });
function open(more: object = {}, told: unknown = staffed, shell: object = {}) {
  const all = renderConsole({ ...signedIn, ...more }, told, shell);
  press(/^Plassmeny/);
  return all;
}

describe('the menu', () => {
  it('says who is at the position, in which state and role, and opens in the right zone', () => {
    open({ calls: [activeCall('c1')] });
    const button = screen.getByRole('button', { name: /^Plassmeny: Ledig siden \d\d:\d\d, Kari Nordmann$/ });
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(screen.getByRole('region', { name: 'Ring ut' }).contains(panel())).toBe(true);
    expect(screen.getByRole('article', { name: /^Samtale/ })).toBeDefined();
    expect(document.activeElement).toBe(panel());
  });

  it('closes by its key, by Escape and by Lukk, and gives the keyboard back', () => {
    const { key } = renderConsole(signedIn, staffed);
    const mute = screen.getByRole('button', { name: /^Besvar neste/ });
    mute.focus();
    key('F10');
    expect(panel()).not.toBeNull();
    key('Escape');
    expect(panel()).toBeNull();
    expect(document.activeElement).toBe(mute);
    key('F10');
    press('Lukk');
    expect(panel()).toBeNull();
  });

  it('of a site without operators has no role, hand-over or sign-out', () => {
    const { operators: _none, ...told } = staffed;
    open({ position: positionOf() }, told);
    expect(panel()).not.toBeNull();
    for (const name of ['Vaktskifte', 'Logg ut', 'Bytt til Ressurskoordinator'])
      expect(screen.queryByRole('button', { name })).toBeNull();
    expect(screen.getByRole('group', { name: 'Språk' })).toBeDefined();
  });
});

describe('the role', () => {
  it('is one of the operator’s own, and changes by one press', () => {
    const { port } = open();
    expect(
      within(screen.getByRole('region', { name: 'Rolle' })).getByText('Medisinsk operatør'),
    ).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Bytt til Vaktleder' })).toBeNull();
    press('Bytt til Ressurskoordinator');
    expect(port.commands()).toMatchObject([{ type: 'position.changeRole', role: 'resource' }]);
  });

  it('takes a second press in the same place where the engine asks, and nothing covers the call', () => {
    const { port, reply, say } = open({ calls: [activeCall('c1')] });
    press('Bytt til Ressurskoordinator');
    reply(false, 'position.lastReady');
    expect(screen.getByText(/^Ingen andre er ledige for køene i denne rollen/)).toBeDefined();
    expect(screen.queryByRole('dialog')).toBeNull();
    press('Bytt til Ressurskoordinator likevel');
    expect(port.commands().at(-1)).toMatchObject({ role: 'resource', confirmed: true });
    say(event('roleChanged', 11, { from: 'medical' }, { role: 'resource' }));
    expect(screen.queryByText(/^Ingen andre er ledige/)).toBeNull();
    expect(within(screen.getByRole('banner')).getByText('Ressurskoordinator')).toBeDefined();
  });
});

describe('leaving', () => {
  it('takes two presses as the last ready position; another press in between calls it off', () => {
    const { port, reply } = open();
    press('Logg ut');
    reply(false, 'position.maybeLastReady');
    expect(screen.getByText(/^Det er ukjent om noen andre er ledige.*logge ut likevel/)).toBeDefined();
    press('Avbryt');
    press('Logg ut');
    expect(port.commands().at(-1)).not.toHaveProperty('confirmed');
    reply(false, 'position.lastReady');
    press('Logg ut likevel');
    expect(port.commands().at(-1)).toMatchObject({ type: 'position.signOut', confirmed: true });
  });
});

describe('the hand-over', () => {
  it('signs in another operator while a call goes on, and closes when it is done', () => {
    const { port, say } = open({ calls: [activeCall('c1')] });
    press('Vaktskifte');
    const list = within(screen.getByRole('listbox', { name: 'Operatører' }));
    const names = list.getAllByRole('option').map((option) => option.textContent);
    expect(names).toEqual(['Ola Nordmann', 'Åse Øyen']);
    fireEvent.click(screen.getByRole('option', { name: 'Ola Nordmann' }));
    fireEvent.change(screen.getByLabelText('PIN for Ola Nordmann'), { target: { value: '12' } });
    press('Overta plassen');
    expect(port.commands()).toMatchObject([
      { type: 'position.signIn', operator: 'ola', pin: '12', role: 'medical' },
    ]);
    say(event('signedIn', 11, { operator: { id: 'ola', name: 'Ola Nordmann' } }));
    expect(panel()).toBeNull();
    expect(screen.getByRole('article', { name: /^Samtale/ })).toBeDefined();
  });
});

describe('what belongs to a person', () => {
  it('is theirs: language and look hold at once, and main is told whose they are', () => {
    const keep = vi.fn<(settings: unknown) => Promise<boolean>>(() => Promise.resolve(true));
    open({ calls: [activeCall('c1')] }, staffed, { keep });
    fireEvent.click(screen.getByRole('radio', { name: 'Dag' }));
    expect(document.documentElement.dataset['theme']).toBe('day');
    fireEvent.click(screen.getByRole('radio', { name: 'Nynorsk' }));
    expect(document.documentElement.lang).toBe('nn');
    expect(screen.getByRole('region', { name: 'Varsel' })).toBeDefined();
    expect(keep.mock.calls).toEqual([
      [{ of: 'person', person: 'kari', settings: { theme: 'day' } }],
      [{ of: 'person', person: 'kari', settings: { theme: 'day', language: 'nn' } }],
    ]);
  });

  it('is there again for whoever it belongs to, and for nobody else', () => {
    const persons = { kari: { theme: 'contrast', language: 'en', keys: { 'call.mute': 'F4' } } };
    const { say } = renderConsole({ ...signedIn, calls: [activeCall('c1')] }, { ...staffed, persons });
    expect(document.documentElement.dataset['theme']).toBe('contrast');
    expect(screen.getByRole('button', { name: 'Mute' }).getAttribute('aria-keyshortcuts')).toBe('F4');
    say(event('signedIn', 11, { operator: { id: 'ola', name: 'Ola Nordmann' } }));
    expect(document.documentElement.dataset['theme']).toBe('night');
    expect(screen.getByRole('button', { name: 'Demp' }).getAttribute('aria-keyshortcuts')).toBe('F2');
  });

  it('that cannot be kept is said', async () => {
    open({}, staffed, { keep: () => Promise.resolve(false) });
    fireEvent.click(screen.getByRole('radio', { name: 'Dag' }));
    const [words] = await screen.findAllByText(/^Valget er ikke lagret/);
    expect(words).toBeDefined();
  });
});
