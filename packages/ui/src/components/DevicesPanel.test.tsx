// @vitest-environment happy-dom
import type { DeviceLook, Snapshot } from '@samband/telephony/contract';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { activeCall, event, scriptedPort } from '../testing/console.ts';
import { button, headset, listed, meanings, otherHeadset, pedal } from '../testing/devices.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

function open(snapshot: Partial<Snapshot> = {}) {
  const all = renderConsole({ hid: [headset, pedal], ...snapshot });
  all.key('F11', { shiftKey: true });
  const look = (...looks: DeviceLook[]) =>
    act(() => {
      for (const what of looks) all.port.say({ kind: 'look', what });
    });
  const asked = () => all.port.sent.filter(({ kind }) => kind === 'looks');
  return { ...all, look, asked };
}
const panel = () => within(screen.getByRole('region', { name: 'Utstyr' }));
const lampsOf = (name: string) => within(panel().getByRole('list', { name })).getAllByRole('listitem');

it('looks while it is open, and anew at a new engine and a new devices process', () => {
  const { console, asked, key, gone, say } = open();
  expect(asked()).toEqual([{ kind: 'looks', on: true }]);
  say(event('process.lost', 11, { which: 'devices' }));
  expect(panel().getByText(/^Startes på nytt: knapper/)).toBeDefined();
  say(event('process.back', 12, { which: 'devices' }));
  expect(asked().map((message) => 'on' in message && message.on)).toEqual([true, false, true]);
  gone();
  expect(panel().getByText(/^Ukjent: telefonien/)).toBeDefined();
  const fresh = scriptedPort();
  act(() => console.connect(fresh));
  expect(fresh.sent).toContainEqual({ kind: 'looks', on: true });
  act(() => fresh.snapshot({ hid: [headset] }));
  key('F11', { shiftKey: true });
  expect(fresh.sent.at(-1)).toEqual({ kind: 'looks', on: false });
  expect(screen.queryByRole('region', { name: 'Utstyr' })).toBeNull();
});

it('opens from the panel of sound too', () => {
  const { key } = renderConsole();
  key('F10', { shiftKey: true });
  const sound = within(screen.getByRole('region', { name: 'Lydvalg' }));
  fireEvent.click(sound.getByRole('button', { name: 'Utstyr' }));
  expect(panel().getByText('Ingen knapper, pedaler eller varsellys er koblet til')).toBeDefined();
});

it('lights up what is down, and says so', () => {
  const { look } = open();
  look(button('p1', 'pedal.right', true));
  const right = lampsOf('Fotpedal VEC USB Footpedal')[2];
  expect(right?.dataset['down']).toBe('true');
  expect(right?.textContent).toBe('Høyre pedal nede');
  expect(panel().getByText('VEC USB Footpedal: Høyre pedal er nede')).toBeDefined();
  look(button('p1', 'pedal.right', false));
  expect(right?.dataset['down']).toBe('false');
  expect(right?.textContent).toBe('Høyre pedal prøvd');
});

it('says what cannot be read, and why, and shows no buttons of it', () => {
  open({ hid: [{ ...headset, state: 'unreadable', why: 'permission' }] });
  expect(panel().getByText(/Installer regelen 73-samband-hid\.rules \(se docs\/hid\.md\)/)).toBeDefined();
  expect(panel().queryByText('Svarknapp')).toBeNull();
  expect(panel().getByText('kan ikke leses')).toBeDefined();
});

it('shows sound and buttons as one, or finds out by a press which headset is worn', () => {
  const uses = (label: string) => ({ talk: { id: 't', label, fellBack: false } });
  open({ uses: uses('Jabra Evolve2 65') });
  expect(panel().getByText('Lyd og knapper: tale i Jabra Evolve2 65')).toBeDefined();
  cleanup();
  const { look, key } = open({ hid: [headset, otherHeadset], uses: uses('Standardenhet') });
  expect(panel().getByText(/Trykk en knapp på hodesettet du har på/)).toBeDefined();
  look(button('h2', 'headset.hook', true));
  const own = () => panel().getByText('dette er ditt').closest('li')?.textContent;
  expect(own()).toContain('Jabra Evolve2 65 (nr. 2)');
  // Kept as long as the window is there.
  key('F11', { shiftKey: true });
  key('F11', { shiftKey: true });
  expect(own()).toContain('(nr. 2)');
});

it('keeps the pictures of before apart: what was never asked for is not shown', () => {
  const { look } = open({ hid: [] });
  look(meanings(), listed());
  expect(panel().queryByRole('region', { name: 'Hva knappene gjør' })).toBeNull();
});

it('tells of the second press where it is needed, until it has come', () => {
  const { say } = renderConsole({ calls: [activeCall('c1')] });
  const line = screen.getByTestId('alert-line');
  say(event('key.pressed', 11, { action: 'call.hangUp', device: 'Jabra', confirm: true }));
  expect(line.textContent).toContain('Trykk én gang til for å legge på');
  say(event('key.pressed', 12, { action: 'call.hangUp', device: 'Jabra' }));
  expect(line.textContent).toContain('Ingen varsler');
});

it('says in bar and card what the pedal does to the microphone, as far as it is so', () => {
  const { say } = renderConsole({ calls: [activeCall('c1', { muted: true })] });
  const bar = within(screen.getByRole('contentinfo'));
  const card = within(screen.getByRole('article'));
  say(event('call.muted', 11, { on: false }, { call: 'c1' }));
  say(event('ptt.down', 12, { how: 'talk' }));
  expect(bar.getByRole('status').textContent).toBe('Mikrofon åpen mens pedalen er nede');
  expect(card.getByText('Mikrofon åpen mens pedalen er nede')).toBeDefined();
  say(event('ptt.up', 13, { how: 'talk', why: 'released' }));
  say(event('call.muted', 14, { on: true }, { call: 'c1' }));
  say(event('ptt.down', 15, { how: 'mute' }));
  expect(bar.getByRole('status').textContent).toBe('Dempet mens pedalen er nede');
  expect(card.getByText('Dempet mens pedalen er nede')).toBeDefined();
  // Somebody opened it by hand: the pedal is down and it is open none the less.
  say(event('call.muted', 16, { on: false }, { call: 'c1' }));
  expect(bar.getByRole('status').textContent).toBe('Mikrofon åpen');
  expect(card.queryByText('Dempet mens pedalen er nede')).toBeNull();
});
