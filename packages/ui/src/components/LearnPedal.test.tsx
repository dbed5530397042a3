// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import type { DeviceLook } from '@samband/telephony/contract';
import { afterEach, expect, it } from 'vitest';
import { activeCall } from '../testing/console.ts';
import { headset, learning, listed } from '../testing/devices.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

function open() {
  const all = renderConsole({ hid: [headset], calls: [activeCall('c1')] });
  all.key('F11', { shiftKey: true });
  const look = (...looks: DeviceLook[]) =>
    act(() => {
      for (const what of looks) all.port.say({ kind: 'look', what });
    });
  look(listed({ id: 'h1', label: 'Jabra' }, { id: 'x1', label: 'Olympus' }, { id: 'x2', label: 'PCsensor' }));
  return { ...all, look };
}
const region = () => within(screen.getByRole('region', { name: 'Lær opp en fotpedal' }));
const press = (name: string) => fireEvent.click(region().getByRole('button', { name }));
const says = (words: string | RegExp) => expect(region().getByText(words)).toBeDefined();

it('learns switch after switch, and says each step', () => {
  const { port, look } = open();
  expect(region().getAllByRole('radio')).toHaveLength(2);
  fireEvent.click(region().getByLabelText('PCsensor'));
  fireEvent.click(region().getByLabelText('Midtre'));
  press('Lær opp');
  expect(port.commands().at(-1)).toMatchObject({
    type: 'device.learn',
    device: 'x2',
    names: ['left', 'right'],
  });
  says('Venter på enheten …');
  const step = (...of: Parameters<typeof learning>) => look(learning(of[0], of[1], 'x2'));
  step('press');
  says('Trykk ned venstre pedal');
  step('release');
  says('Slipp venstre pedal');
  step('press');
  says('Én gang til: trykk ned venstre pedal');
  step('release');
  step('unclear');
  says('Uklart – prøv igjen');
  step('press');
  says('Uklart – prøv igjen');
  says('Trykk ned venstre pedal');
  step('done');
  says('Ferdig: venstre pedal');
  says('Venstre · lært');
  step('press', 'right');
  step('same', 'right');
  says(/^Samme pedal som før/);
  step('done', 'right');
  says(/^Ferdig\. Pedalen er lært opp/);
  // The call is in sight all the time.
  expect(screen.getByRole('article', { name: /^Samtale med/ })).toBeDefined();
  const sent = port.commands().length;
  press('Lær opp en til');
  expect(region().getByRole('button', { name: 'Lær opp' })).toBeDefined();
  expect(port.commands()).toHaveLength(sent);
});

it.each([
  ['cancelled', () => press('Avbryt')],
  ['closed', () => fireEvent.keyDown(document.body, { key: 'Escape' })],
])('is called off when it is %s', (_, leave) => {
  const { port } = open();
  press('Lær opp');
  leave();
  expect(port.commands().at(-1)).toMatchObject({ type: 'device.learn', device: 'x1', names: [] });
});

it('says that it stopped, or did not begin', () => {
  const { port, look, reply, gone } = open();
  press('Lær opp');
  look(learning('press'), learning('stopped'));
  says(/^Opplæringen stoppet/);
  const sent = port.commands().length;
  press('Lær opp');
  expect(region().queryByText(/^Opplæringen stoppet/)).toBeNull();
  reply(false, 'device.unknown');
  says(/^Opplæringen begynte ikke\./);
  press('Lær opp');
  reply(true);
  gone();
  says(/^Opplæringen stoppet/);
  expect(
    port
      .commands()
      .slice(sent)
      .map(({ names }) => (names as string[]).length),
  ).toEqual([3, 0, 3]);
});

it('needs a device and a switch, and looks again by hand', () => {
  const { port, look } = open();
  for (const name of ['Venstre', 'Midtre', 'Høyre']) fireEvent.click(region().getByLabelText(name));
  press('Lær opp');
  expect(port.commands()).toEqual([]);
  look(listed({ id: 'h1', label: 'Jabra' }));
  says(/^Ingen enhet kan læres opp nå/);
  press('Se etter på nytt');
  expect(port.sent.at(-1)).toEqual({ kind: 'looks', on: true });
});
