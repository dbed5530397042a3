import { emptySnapshot } from '@samband/telephony/contract';
import type { AudioDevice, Snapshot } from '@samband/telephony/contract';
import { expect, it } from 'vitest';
import { scriptedPort, standingClock } from '../testing/console.ts';
import { headset } from '../testing/devices.ts';
import { createConsole } from './console.ts';
import { chooseSecond, doubled, secondOptions, secondState } from './medlytt.ts';

const chosen = (id: string, more = {}) => ({ id, label: id, fellBack: false, ...more });
const own = { mute: 'own', muted: false } as const;
const { medlytt } = emptySnapshot;

it('says whether who listens in is heard', () => {
  const of = (uses: Snapshot['uses'], how = medlytt) => secondState({ uses, medlytt: how });
  const both = { medlytt: chosen('t2'), medlyttMicrophone: chosen('m2') };
  expect(of({ talk: chosen('t1') }, own)).toBeUndefined();
  expect(of({ medlytt: chosen('t2') }, own)).toBe('listens');
  expect(of(both)).toBe('listens');
  expect(of(both, own)).toBe('open');
  expect(of(both, { ...own, muted: true })).toBe('muted');
  // Heard it may be, though it hears nothing.
  expect(of({ ...both, medlytt: chosen('t2', { fellBack: true }) }, own)).toBe('open');
  expect(of({ medlytt: chosen('t2', { fellBack: true }) })).toBe('gone');
  const silent = { ...both, medlyttMicrophone: chosen('m2', { fellBack: true }) };
  expect(of(silent, own)).toBe('listens');
});

const output = (id: string, label = id): AudioDevice => ({ id, label, kind: 'output' });
const devices = [output('t1'), output('t2'), output('s1'), { ...output('m1'), kind: 'microphone' } as const];
const ids = (uses: Snapshot['uses'], which: 'medlytt' | 'medlyttMicrophone' = 'medlytt') =>
  secondOptions({ devices, uses }, which).map(({ id }) => id);

it('offers what the operator does not have, and what is chosen none the less', () => {
  expect(ids({ talk: chosen('t1'), ring: chosen('s1') })).toEqual(['t2', 's1']);
  expect(ids({ microphone: chosen('m1') }, 'medlyttMicrophone')).toEqual([]);
  expect(ids({ talk: chosen('t1'), medlytt: chosen('t1') })).toEqual(['t1', 't2', 's1']);
  // The operator's own is what stands in for it.
  expect(ids({ talk: chosen('gone', { fellBack: true, standIn: 's1' }) })).toEqual(['t1', 't2']);
});

it('tells of a device that both have', () => {
  const twice = (uses: Snapshot['uses']) => doubled({ devices, uses }, 'medlytt');
  expect(twice({ talk: chosen('t1'), medlytt: chosen('t2') })).toBeUndefined();
  expect(twice({ talk: chosen('t1'), medlytt: chosen('t1') })).toBe('t1');
  expect(twice({ talk: chosen('x', { fellBack: true, standIn: 't1' }), medlytt: chosen('t1') })).toBe('t1');
});

function open(snapshot: Partial<Snapshot>) {
  let id = 0;
  const console = createConsole({ clock: standingClock().clock, newId: () => `c${(id += 1)}` });
  const port = scriptedPort();
  console.connect(port);
  port.snapshot(snapshot);
  return { console, commands: port.commands };
}
const hid = ['Jabra', 'Poly'].map((label) => ({ ...headset, id: label, label }));
const named = { devices: [output('t2', 'Poly'), output('t3', 'Standardenhet')], hid };

it('takes the buttons along whose label fits, and asks where several could be meant', () => {
  const { console, commands } = open({ ...named, uses: { talk: chosen('Jabra') } });
  expect(chooseSecond(console, 't2')).toBe(false);
  expect(commands()).toMatchObject([
    { type: 'device.select', use: 'medlytt', device: 't2' },
    { type: 'medlytt.set', headset: 'Poly' },
  ]);
  const other = open(named);
  expect(chooseSecond(other.console, 't3')).toBe(true);
  expect(other.commands()).toHaveLength(1);
});

it('does not tell again what is so', () => {
  const { console, commands } = open({ ...named, medlytt: { ...medlytt, headset: 'Poly' } });
  chooseSecond(console, 't2');
  expect(commands()).toHaveLength(1);
});

it('is put away whole: nobody speaks through what is not seen', () => {
  const { console, commands } = open({
    uses: { medlytt: chosen('t2'), medlyttMicrophone: chosen('m2') },
    medlytt: { ...medlytt, headset: 'Poly' },
  });
  expect(chooseSecond(console, '')).toBe(false);
  expect(commands()).toMatchObject([
    { type: 'device.select', use: 'medlyttMicrophone', device: '' },
    { type: 'medlytt.set', headset: '' },
    { type: 'device.select', use: 'medlytt', device: '' },
  ]);
});
