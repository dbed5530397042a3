// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { info } from '../testing/console.ts';
import { headset, meanings, pedal } from '../testing/devices.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

function open(told: unknown = info) {
  const kept: unknown[] = [];
  const keep = (what: unknown): Promise<boolean> => {
    kept.push(what);
    return Promise.resolve(true);
  };
  const all = renderConsole({ hid: [headset, pedal] }, told, { keep });
  all.key('F11', { shiftKey: true });
  const look = (what: ReturnType<typeof meanings>) => act(() => all.port.say({ kind: 'look', what }));
  return { ...all, look, kept };
}
const region = () => within(screen.getByRole('region', { name: 'Hva knappene gjør' }));
const choice = (name: string) => region().getByRole<HTMLSelectElement>('combobox', { name });
const rowOf = (name: string) => choice(name).closest('li')?.textContent;

it('says what each button is for and would do now', () => {
  const { look } = open();
  expect(region().getByText('Spør utstyret …')).toBeDefined();
  look(meanings());
  expect(choice('Svarknapp gjør').value).toBe('asked');
  expect(rowOf('Svarknapp gjør')).toContain('Nå: Legg på (trykk to ganger)');
  expect(rowOf('Midtre pedal gjør')).toContain('Nå: Besvar neste');
  expect(rowOf('Venstre pedal gjør')).toContain('Nå: ingenting');
  expect(region().queryByRole('combobox', { name: /lineBusy/ })).toBeNull();
});

it('keeps a choice for the person, and goes back to that of the site', () => {
  const { look, kept } = open();
  look(meanings());
  const reset = region().getByRole('button', { name: 'Tilbake til anleggets valg' });
  expect(reset.getAttribute('aria-disabled')).toBe('true');
  fireEvent.change(choice('Venstre pedal gjør'), { target: { value: 'ptt.mute' } });
  fireEvent.change(choice('Svarknapp gjør'), { target: { value: 'none' } });
  const buttons = { 'pedal.left': 'ptt.mute', 'headset.hook': 'none' };
  expect(kept.at(-1)).toEqual({ of: 'person', person: '', settings: { buttons } });
  expect(choice('Venstre pedal gjør').value).toBe('ptt.mute');
  fireEvent.click(reset);
  expect(kept.at(-1)).toEqual({ of: 'person', person: '', settings: { buttons: {} } });
  expect(choice('Venstre pedal gjør').value).toBe('none');
});

it('shows the choice of the site where the person has none', () => {
  const [role] = info.site.roles;
  const actions = { 'headset.hook': 'queue.answerNext' };
  const { look } = open({ ...info, site: { ...info.site, roles: [{ ...role, actions }] } });
  look(meanings());
  expect(choice('Svarknapp gjør').value).toBe('queue.answerNext');
});

it('says what is wrong with a choice, beside its button', () => {
  const { look } = open();
  look(
    meanings({
      'headset.hook': { bound: 'ptt.talk', problem: 'needsRelease' },
      'headset.mute': { bound: 'radio.talk', problem: 'unknownAction' },
      'headset.flash': { bound: 'queue.answerNext', problem: 'twice' },
      'pedal.left': { bound: 'asked', problem: 'askedOfPedal' },
      'pedal.right': { bound: 'ptt.talk', problem: 'opposed' },
    }),
  );
  expect(rowOf('Svarknapp gjør')).toContain('sier ikke fra når den slippes');
  expect(rowOf('Dempeknapp gjør')).toContain('Dette valget finnes ikke her');
  expect(rowOf('Venteknapp gjør')).toContain('En annen knapp gjør det samme');
  expect(rowOf('Venstre pedal gjør')).toContain('Bare et hodesett kan følge samtalen');
  expect(rowOf('Høyre pedal gjør')).toContain('En pedal åpner mikrofonen');
});
