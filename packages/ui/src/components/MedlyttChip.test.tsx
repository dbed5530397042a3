// @vitest-environment happy-dom
import type { Snapshot } from '@samband/telephony/contract';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { event, info } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const chosen = (id: string) => ({ id, label: 'Jabra', fellBack: false });
const uses = { medlytt: chosen('t2'), medlyttMicrophone: chosen('m2') };
const bar = () => within(screen.getByRole('contentinfo'));
const open = (snapshot: Partial<Snapshot>, told: unknown = info) => renderConsole(snapshot, told);

it('is not there where nobody listens in, and a calm word where one only listens', () => {
  const { say } = open({});
  expect(bar().queryByText(/Medlytt/)).toBeNull();
  say(event('device.selected', 11, { use: 'medlytt', device: 't2', label: 'Jabra' }));
  expect(bar().getByText('Medlytt')).toBeDefined();
  expect(bar().queryByRole('button', { name: /Medlytt/ })).toBeNull();
  say(event('device.fellBack', 12, { use: 'medlytt', to: '' }));
  expect(bar().getByText('Medlytt borte')).toBeDefined();
  expect(screen.getByTestId('alert-line').textContent).toContain('Jabra er borte: medlytteren hører ikke.');
});

it('says that somebody else is heard, and mutes with one press', () => {
  const { port, say, gone } = open({ uses, medlytt: { mute: 'own', muted: false } });
  fireEvent.click(bar().getByRole('button', { name: 'Medlytt åpen: Demp medlytt' }));
  say(event('medlytt.muted', 11, { on: true }));
  fireEvent.click(bar().getByRole('button', { name: 'Medlytt dempet: Åpne medlytt' }));
  expect(bar().getByText('Medlytteren er dempet')).toBeDefined();
  expect(port.commands()).toMatchObject([
    { type: 'medlytt.mute', on: true },
    { type: 'medlytt.mute', on: false },
  ]);
  gone();
  expect(bar().getAllByText('Medlytt ukjent')).toHaveLength(2);
});

it('goes by a key of its own, and not where the mute is the operator’s', () => {
  const told = { ...info, persons: { '': { keys: { 'medlytt.mute': 'F4' } } } };
  const { port, key, say } = open({ uses, medlytt: { mute: 'own', muted: true } }, told);
  key('F4');
  say(event('medlytt.set', 11, { mute: 'shared' }));
  key('F4');
  expect(port.commands()).toMatchObject([{ type: 'medlytt.mute', on: false }]);
  expect(port.commands()).toHaveLength(1);
});
