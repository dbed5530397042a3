// @vitest-environment happy-dom
import type { DeviceLook, Snapshot } from '@samband/telephony/contract';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { event, waitingCall } from '../testing/console.ts';
import { button, headset } from '../testing/devices.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const devices = [
  { id: 'm1', label: 'Jabra', kind: 'microphone' },
  { id: 'm2', label: 'Jabra', kind: 'microphone' },
  { id: 't1', label: 'Jabra', kind: 'output' },
  { id: 't2', label: 'Jabra', kind: 'output' },
] as const;
const chosen = (id: string, more = {}) => ({ id, label: 'Jabra', fellBack: false, ...more });
const operators = { microphone: chosen('m1'), talk: chosen('t1') };
const twins = ['h1', 'h2'].map((id) => ({ ...headset, id, label: 'Jabra' }));

function open(snapshot: Partial<Snapshot> = {}) {
  const all = renderConsole({ devices: [...devices], uses: operators, hid: twins, ...snapshot });
  all.key('F10', { shiftKey: true });
  const look = (what: DeviceLook) => act(() => all.port.say({ kind: 'look', what }));
  return { ...all, look };
}
const part = () => within(screen.getByRole('region', { name: 'Medlytt' }));
const radios = (label: string) =>
  within(part().getByRole('group', { name: label })).getAllByRole<HTMLInputElement>('radio');
const words = (label: string) => radios(label).map((radio) => radio.closest('label')?.textContent);
const both = { ...operators, medlytt: chosen('t2'), medlyttMicrophone: chosen('m2') };
const own = { mute: 'own', muted: true } as const;

it('begins with none, offers what the operator does not have, and hears with one press', () => {
  const { port } = open({ hid: [] });
  expect(words('Enheter: Medlytt')).toEqual(['Ingen', 'Jabra (nr. 2)']);
  expect(radios('Enheter: Medlytt')[0]?.checked).toBe(true);
  expect(part().queryByRole('group', { name: 'Demping' })).toBeNull();
  fireEvent.click(part().getByLabelText('Jabra (nr. 2)'));
  expect(port.commands()).toMatchObject([{ type: 'device.select', use: 'medlytt', device: 't2' }]);
});

it('is tried, and given a microphone and a mute', () => {
  const { port } = open({ uses: { ...operators, medlytt: chosen('t2') } });
  fireEvent.click(part().getByRole('button', { name: 'Prøv medlytt' }));
  expect(words('Mikrofon for medlytt')).toEqual(['Ingen', 'Jabra (nr. 2)']);
  fireEvent.click(radios('Mikrofon for medlytt')[1]!);
  fireEvent.click(part().getByLabelText('Egen demping'));
  expect(port.commands()).toMatchObject([
    { type: 'device.test', use: 'medlytt' },
    { type: 'device.select', use: 'medlyttMicrophone', device: 'm2' },
    { type: 'medlytt.set', mute: 'own' },
  ]);
});

it('says whether it is heard, and changes it, where its mute is its own', () => {
  const { port, say, gone } = open({ uses: both, medlytt: own });
  expect(part().getByText('Medlytteren er dempet')).toBeDefined();
  fireEvent.click(part().getByRole('button', { name: 'Åpne medlytt' }));
  say(event('medlytt.muted', 11, { on: false }));
  expect(part().getByText('Medlytteren høres i samtalen')).toBeDefined();
  fireEvent.click(part().getByRole('button', { name: 'Demp medlytt' }));
  expect(port.commands()).toMatchObject([
    { type: 'medlytt.mute', on: false },
    { type: 'medlytt.mute', on: true },
  ]);
  say(event('medlytt.set', 12, { mute: 'shared' }));
  expect(part().queryByRole('button', { name: /medlytt$/ })?.textContent).toBe('Prøv medlytt');
  say(event('medlytt.set', 13, { mute: 'own' }));
  gone();
  expect(part().queryByText('Medlytteren er dempet')).toBeNull();
});

it('says what is gone, and what both have', () => {
  open({
    uses: {
      ...operators,
      medlytt: chosen('t9', { fellBack: true, standIn: '' }),
      medlyttMicrophone: chosen('m1'),
    },
    medlytt: own,
  });
  expect(part().getByText('Jabra er borte: medlytteren hører ikke.')).toBeDefined();
  expect(part().getByText(/^Jabra er også din mikrofon: stemmen går dobbelt\./)).toBeDefined();
  expect(part().getByLabelText('Jabra (borte)')).toBeDefined();
});

it('chooses a headset: twins by number, one that is unplugged as gone', () => {
  const { port, say } = open({ uses: both, medlytt: { ...own, headset: 'h2' } });
  const label = 'Knapper og lamper for medlytt';
  // The one that is left is the operator's.
  expect(words(label)).toEqual(['Ingen', 'Jabra (nr. 1) (ditt)', 'Jabra (nr. 2)']);
  expect(part().queryByRole('button', { name: /^Finn/ })).toBeNull();
  say(event('hid.removed', 11, { device: 'h2' }));
  expect(words(label)).toEqual(['Ingen', 'Hodesettet som var valgt (borte)', 'Jabra (ditt)']);
  fireEvent.click(radios(label)[0]!);
  expect(port.commands()).toMatchObject([{ type: 'medlytt.set', headset: '' }]);
});

it('asks which one where several could be meant, and takes the next press and no other', () => {
  const { port, look } = open({ uses: { ...operators, medlytt: chosen('t1') } });
  const ask = /^Trykk en knapp på hodesettet medlytteren har på/;
  look(button('h1', 'headset.mute', true));
  expect(part().queryByText(ask)).toBeNull();
  fireEvent.click(radios('Enheter: Medlytt')[2]!);
  expect(part().getByText(ask)).toBeDefined();
  look(button('h1', 'headset.mute', false));
  look(button('p1', 'pedal.left', true));
  expect(port.commands()).toHaveLength(1);
  look(button('h2', 'headset.mute', true));
  expect(port.commands()[1]).toMatchObject({ type: 'medlytt.set', headset: 'h2' });
  expect(part().queryByText(ask)).toBeNull();
  look(button('h1', 'headset.mute', true));
  expect(port.commands()).toHaveLength(2);
});

it('takes no press that is for a call, and none on what is known as the operator’s', () => {
  const labels = ['Jabra', 'Poly BT1', 'Poly BT2'];
  const hid = labels.map((label, at) => ({ ...headset, id: `h${at}`, label }));
  const { port, look } = open({ uses: { ...operators, medlytt: chosen('t2') }, hid });
  fireEvent.click(part().getByRole('button', { name: 'Finn med et trykk på hodesettet' }));
  expect(port.sent).toContainEqual({ kind: 'looks', on: true });
  look(button('h0', 'headset.mute', true));
  act(() =>
    port.snapshot({ hid, uses: { ...operators, medlytt: chosen('t2') }, waiting: [waitingCall('w1')] }),
  );
  expect(part().getByText(/^Hodesettet kan finnes med et trykk når/)).toBeDefined();
  look(button('h1', 'headset.hook', true));
  fireEvent.click(part().getByRole('button', { name: 'Avbryt' }));
  look(button('h2', 'headset.mute', true));
  expect(port.commands()).toEqual([]);
  expect(port.sent.at(-1)).toEqual({ kind: 'looks', on: false });
});
