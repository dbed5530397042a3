// @vitest-environment happy-dom
import type { DeviceLook, Snapshot } from '@samband/telephony/contract';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { activeCall, waitingCall } from '../testing/console.ts';
import { headset, lamp, light, otherHeadset } from '../testing/devices.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

function open(snapshot: Partial<Snapshot> = {}) {
  const all = renderConsole({ hid: [headset, light], ...snapshot });
  all.key('F11', { shiftKey: true });
  const look = (what: DeviceLook) => act(() => all.port.say({ kind: 'look', what }));
  return { ...all, look };
}
const panel = () => within(screen.getByRole('region', { name: 'Utstyr' }));
const lamps = (label: string) =>
  within(panel().getByRole('list', { name: `Lamper på ${label}` })).getAllByRole('button');

it('blinks the lamp that is pressed, and asks whether it is seen', () => {
  const { port, look } = open();
  expect(lamps(headset.label).map((one) => one.textContent)).toEqual(['Samtale', 'Ring', 'Dempet']);
  expect(lamps(light.label)).toHaveLength(1);
  const ring = lamps(headset.label)[1]!;
  fireEvent.click(ring);
  expect(port.commands()).toMatchObject([{ type: 'device.lamp', device: 'h1', lamp: 'ring' }]);
  look(lamp('h1', 'ring', 'lit'));
  expect(ring.dataset['lit']).toBe('true');
  expect(ring.textContent).toBe('Ring lyser');
  const asked = 'Ring på Jabra Evolve2 65 blinker nå: ser du den?';
  expect(panel().getByText(asked).getAttribute('role')).toBe('status');
  look(lamp('h1', 'ring', 'dark'));
  expect(ring.textContent).toBe('Ring mørk');
  look(lamp('h1', 'ring', 'over'));
  expect(ring.textContent).toBe('Ring');
  expect(panel().queryByText(asked)).toBeNull();
});

it.each([
  ['in a call', { calls: [activeCall('c1')] }, 'Lamper kan ikke prøves i en samtale.'],
  ['while it rings', { waiting: [waitingCall('w1')] }, 'Lamper kan ikke prøves mens det ringer.'],
])('tries none %s, and says why', (_when, snapshot, why) => {
  const { port } = open(snapshot);
  const ring = lamps(headset.label)[1]!;
  expect(ring.getAttribute('aria-disabled')).toBe('true');
  const reason = document.getElementById(ring.getAttribute('aria-describedby') ?? '');
  expect(reason?.textContent).toBe(why);
  fireEvent.click(ring);
  expect(port.commands()).toEqual([]);
});

it('marks the second headset, and does not take it for the own one', () => {
  open({
    hid: [headset, otherHeadset],
    uses: { talk: { id: 't1', label: 'Jabra Evolve2 65', fellBack: false } },
    medlytt: { mute: 'shared', muted: true, headset: 'h2' },
  });
  const items = within(panel().getByRole('list', { name: 'Koblet til' })).getAllByText(/^(medlytt|Lyd og)/);
  expect(items.map((item) => item.textContent)).toEqual([
    'Lyd og knapper: tale i Jabra Evolve2 65',
    'medlytt: bare dempeknappen er i bruk',
  ]);
});
