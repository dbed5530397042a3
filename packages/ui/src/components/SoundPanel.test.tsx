// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { activeCall, event } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const devices = [
  { id: 'm1', label: 'Jabra', kind: 'microphone' },
  { id: 'm2', label: 'Jabra', kind: 'microphone' },
  { id: 't1', label: 'Jabra', kind: 'output' },
  { id: 's1', label: 'Høyttaler', kind: 'output' },
] as const;
const chosen = (id: string, label: string, fellBack = false) => ({ id, label, fellBack });
function open(snapshot: Parameters<typeof renderConsole>[0] = {}) {
  const all = renderConsole({
    devices: [...devices],
    uses: { microphone: chosen('m1', 'Jabra'), talk: chosen('t1', 'Jabra'), ring: chosen('s1', 'Høyttaler') },
    ...snapshot,
  });
  all.key('F10', { shiftKey: true });
  return all;
}
const panel = () => within(screen.getByRole('region', { name: 'Lydvalg' }));
const part = (name: string) => within(panel().getByRole('region', { name }));

it('shows all devices of each use, twins by number, and chooses with one press', () => {
  const { port } = open();
  const radios = part('Mikrofon').getAllByRole<HTMLInputElement>('radio');
  expect(radios.map((radio) => radio.closest('label')?.textContent)).toEqual([
    'Velges av programmet',
    'Jabra (nr. 1)',
    'Jabra (nr. 2)',
  ]);
  expect(radios.map((radio) => radio.checked)).toEqual([false, true, false]);
  fireEvent.click(part('Mikrofon').getByLabelText('Jabra (nr. 2)'));
  fireEvent.click(part('Ringing i').getByLabelText('Velges av programmet'));
  expect(port.commands()).toMatchObject([
    { type: 'device.select', use: 'microphone', device: 'm2' },
    { type: 'device.select', use: 'ring', device: '' },
  ]);
});

it('measures while it is open, and only then what nobody else measures', () => {
  const { port, key } = open({ microphone: 'missing' });
  const on = () => port.sent.filter(({ kind }) => kind === 'levels').at(-1);
  expect(on()).toEqual({ kind: 'levels', on: true });
  const meter = part('Tale i').getByRole('meter', { name: 'Nivå fra den andre' });
  expect(meter.getAttribute('aria-valuetext')).toBe('ikke målt');
  act(() => port.say({ kind: 'levels', microphone: -90, talk: -30 }));
  expect(meter.getAttribute('aria-valuenow')).toBe('50');
  expect(part('Mikrofon').getByRole('meter').getAttribute('aria-valuetext')).toBe('ingen lyd');
  key('F10', { shiftKey: true });
  expect(on()).toEqual({ kind: 'levels', on: false });
});

it('tries ring, talk and the own voice, and says what to do meanwhile', () => {
  const { port, say } = open();
  fireEvent.click(panel().getByRole('button', { name: 'Prøv ringetone' }));
  fireEvent.click(panel().getByRole('button', { name: 'Prøv tale' }));
  fireEvent.click(panel().getByRole('button', { name: 'Prøv stemmen' }));
  expect(port.commands().map(({ use }) => use)).toEqual(['ring', 'talk', 'microphone']);
  say(event('device.tested', 11, { use: 'microphone', phase: 'recording' }));
  expect(panel().getByText('Snakk nå …')).toBeDefined();
  fireEvent.click(panel().getByRole('button', { name: 'Prøv stemmen' }));
  say(event('device.tested', 12, { use: 'microphone', phase: 'playing' }));
  expect(panel().getByText('Hør etter i Jabra …')).toBeDefined();
  say(event('device.tested', 13, { use: 'microphone', phase: 'done' }));
  expect(panel().getByText(/^Si noe i noen sekunder/)).toBeDefined();
  expect(port.commands()).toHaveLength(3);
});

it('does not try the voice in a call, and says why', () => {
  const { port } = open({ calls: [activeCall('c1')] });
  fireEvent.click(panel().getByRole('button', { name: 'Prøv stemmen' }));
  expect(port.commands()).toEqual([]);
  expect(panel().getByText('Stemmen kan ikke prøves i en samtale.')).toBeDefined();
});

it('says what fell back, what is gone, and what has no microphone', () => {
  const { port } = open({
    microphone: 'missing',
    devices: [devices[3]],
    uses: { microphone: chosen('m1', 'Jabra'), talk: chosen('s1', 'Høyttaler', true) },
  });
  expect(part('Mikrofon').getByText('mangler')).toBeDefined();
  expect(part('Mikrofon').getByLabelText('Jabra (borte)')).toBeDefined();
  fireEvent.click(part('Mikrofon').getByRole('button', { name: 'Prøv mikrofonen igjen' }));
  expect(port.commands()).toMatchObject([{ type: 'device.retry' }]);
  const talk = part('Tale i');
  expect(talk.getByText('Valgt lydenhet for tale er borte. Talen går nå i Høyttaler.')).toBeDefined();
  expect(
    talk.getByText('Høyttaler har ingen mikrofon, og ingen annen er valgt: du blir ikke hørt.'),
  ).toBeDefined();
});

it('the bar says the one truth about being muted', () => {
  const { say } = renderConsole({ calls: [activeCall('c1')] });
  const bar = within(screen.getByRole('contentinfo'));
  expect(bar.getByText('Mikrofon åpen')).toBeDefined();
  say(event('call.muted', 11, { on: true }, { call: 'c1' }));
  expect(bar.getByText('Mikrofon dempet')).toBeDefined();
});
