import { emptySnapshot } from '@samband/telephony/contract';
import type { HidDevice } from '@samband/telephony/contract';
import { expect, it } from 'vitest';
import { activeCall, waitingCall } from '../testing/console.ts';
import { headset, light, pedal } from '../testing/devices.ts';
import {
  allButtons,
  choicesOf,
  chosenOf,
  nearCall,
  numberedHeadsets,
  ownHeadset,
  pairingOf,
  secondPairing,
} from './hid.ts';

const talk = (label: string, standIn?: string) => ({
  talk: { id: 't', label, fellBack: standIn !== undefined, ...(standIn === undefined ? {} : { standIn }) },
});
const called = (id: string, label: string) => ({ ...headset, id, label });
const { medlytt } = emptySnapshot;
const among = (labels: readonly string[]) => [pedal, ...labels.map((own, at) => called(`h${at}`, own))];
const pair = (label: string, labels: readonly string[], ...pressed: readonly string[]) =>
  pairingOf({ hid: among(labels), uses: talk(label), medlytt }, pressed);

it('knows the headset whose label has words of the talk device', () => {
  const label = 'Headset Earphone (Jabra Evolve2 65) (0b0e:24c8)';
  expect(pair(label, ['Jabra Evolve2 65', 'Poly BT700'])).toEqual({ kind: 'one', device: 'h0', label });
  // Both are of one maker: more words tell.
  expect(pair('Jabra Link 380', ['Jabra Evolve2 65', 'Jabra Link 380'])).toMatchObject({ device: 'h1' });
});

it('goes by the device that stands in', () => {
  const hid = [called('h0', 'Jabra'), called('h1', 'Poly')];
  expect(pairingOf({ hid, uses: talk('Jabra', 'Poly'), medlytt }, [])).toMatchObject({ device: 'h1' });
});

it('asks where several could be meant, and a press tells', () => {
  const labels = ['USB Headset', 'Poly BT700'];
  expect(pair('Headset Microphone (USB Audio)', labels)).toEqual({ kind: 'ask' });
  expect(pair('Jabra', ['Jabra 1', 'Jabra 2'])).toEqual({ kind: 'ask' });
  expect(pair('Standardenhet', labels, 'h1')).toEqual({ kind: 'worn', device: 'h1' });
  // Unplugged since.
  expect(pair('Standardenhet', labels, 'h7')).toEqual({ kind: 'ask' });
});

it('does not take the second headset for the own one, whatever was pressed on it', () => {
  const known = {
    hid: among(['Jabra', 'Jabra', 'Jabra']),
    uses: talk('Jabra'),
    medlytt: { ...medlytt, headset: 'h1' },
  };
  expect(pairingOf(known, ['h1'])).toEqual({ kind: 'ask' });
  expect(pairingOf(known, ['h1', 'h2'])).toEqual({ kind: 'worn', device: 'h2' });
  expect(ownHeadset(known, ['h1', 'h2'])).toBe('h2');
  expect(pairingOf({ ...known, hid: among(['Jabra', 'Jabra']) }, ['h1'])).toMatchObject({ device: 'h0' });
});

it('knows which buttons belong to a sound that is chosen for the second headset', () => {
  const second = (labels: readonly string[], label: string) =>
    secondPairing({ hid: among(labels), uses: talk('Jabra Evolve2 65'), medlytt }, label).kind;
  expect(second(['Jabra Evolve2 65', 'Poly BT700'], 'Poly BT700')).toBe('one');
  // The operator's own is none of them.
  expect(second(['Jabra Evolve2 65', 'Jabra Link 380'], 'Jabra')).toBe('one');
  expect(second(['Jabra Evolve2 65', 'Jabra Evolve2 65'], 'Jabra Evolve2 65')).toBe('ask');
  expect(second(['Jabra Evolve2 65', 'Poly BT700'], 'Standardenhet')).toBe('none');
});

it('numbers headsets of the same name', () => {
  expect(numberedHeadsets(among(['Jabra', 'Poly', 'Jabra']))).toEqual([
    { id: 'h0', label: 'Jabra', number: 1 },
    { id: 'h1', label: 'Poly' },
    { id: 'h2', label: 'Jabra', number: 2 },
  ]);
});

it('leaves buttons and lamps to the calls while there are any', () => {
  const row = waitingCall('w1');
  expect(nearCall(emptySnapshot)).toBeUndefined();
  expect(nearCall({ calls: [], waiting: [{ ...row, hidden: true }] })).toBeUndefined();
  expect(nearCall({ calls: [], waiting: [row] })).toBe('ringing');
  expect(nearCall({ calls: [activeCall('c1')], waiting: [row] })).toBe('inCall');
});

it('says nothing of the only one that is called otherwise, or of none', () => {
  expect(pair('Standardenhet', ['Poly BT700'])).toEqual({ kind: 'none' });
  expect(pairingOf(emptySnapshot, ['h0'])).toEqual({ kind: 'none' });
});

it('has each button once, headsets first, and none of what cannot be read or pressed', () => {
  const unreadable: HidDevice = { ...pedal, id: 'p2', buttons: ['pedal.top'], state: 'unreadable' };
  const all = allButtons([pedal, headset, { ...headset, id: 'h2' }, light, unreadable]);
  expect(all).toEqual([
    ...headset.buttons.filter((button) => button !== 'headset.lineBusy'),
    ...pedal.buttons,
  ]);
});

it('offers what a button can do, and what it has been given', () => {
  expect(choicesOf('headset.hook', 'asked')[0]).toBe('asked');
  expect(choicesOf('headset.hook', 'asked')).not.toContain('ptt.talk');
  expect(choicesOf('pedal.left', 'none')).toContain('ptt.talk');
  expect(choicesOf('pedal.left', 'none')).not.toContain('asked');
  expect(choicesOf('headset.hook', 'ptt.talk')[0]).toBe('ptt.talk');
});

it('takes the choice of the person over that of the role', () => {
  const role = { actions: { 'pedal.left': 'call.hold' } } as never;
  expect(chosenOf('pedal.left', { 'pedal.left': 'none' }, role, 'x')).toBe('none');
  expect(chosenOf('pedal.left', {}, role, 'x')).toBe('call.hold');
  expect(chosenOf('pedal.right', undefined, undefined, 'ptt.talk')).toBe('ptt.talk');
});
