// @vitest-environment happy-dom
import type { PracticeInfo } from '@samband/telephony/contract';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { info, waitingCall } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const open = { code: 'K7QM-4XNP', addresses: ['192.168.1.20:8443', '10.0.0.4:8443'], joined: 3, places: 8 };
const told = (practice: PracticeInfo) => ({ ...info, practice, place: { guided: true } });
const strip = () => within(screen.getByRole('region', { name: 'Øvingssentral' }));
const button = (name: string | RegExp) => strip().getByRole('button', { name });
const press = (name: string | RegExp) => fireEvent.click(button(name));
const disabled = (name: string) => button(name).getAttribute('aria-disabled') === 'true';

function start(practice: PracticeInfo, taken: () => Promise<boolean> = () => Promise.resolve(true)) {
  const practise = vi.fn<(order: unknown) => Promise<boolean>>(taken);
  const shown = renderConsole({}, told(practice), { practice: practise });
  return {
    ...shown,
    orders: () => practise.mock.calls.map(([order]) => order),
    tell: (next: PracticeInfo) => act(() => shown.console.setInfo(told(next))),
  };
}

it('is not there where no centre is brought along', () => {
  renderConsole();
  expect(screen.queryByRole('region', { name: 'Øvingssentral' })).toBeNull();
});

describe('the callers', () => {
  it('are ordered by one press each', () => {
    const { orders } = start({ ready: true });
    for (const name of ['Start rolig vakt', 'Travel vakt', 'Ett anrop nå']) press(name);
    expect(orders()).toEqual([
      { order: 'day', pace: 'calm' },
      { order: 'day', pace: 'busy' },
      { order: 'call' },
    ]);
  });

  it('stop when there is something to stop: a day, or one that waits', () => {
    const { orders, tell, port } = start({ ready: true });
    expect(disabled('Stopp')).toBe(true);
    press('Stopp');
    tell({ ready: true, day: { pace: 'busy', seed: 4711 } });
    press('Stopp');
    tell({ ready: true });
    act(() => port.snapshot({ waiting: [waitingCall('w1')] }));
    press('Stopp');
    expect(orders()).toEqual([{ order: 'stop' }, { order: 'stop' }]);
  });

  it('have a day that stays pressed, is named with its seed, and is not begun again by a press', () => {
    const { orders } = start({ ready: true, day: { pace: 'busy', seed: 4711 } });
    expect(strip().getByRole('status').textContent).toBe('Travel vakt · dag 4711');
    expect(button('Travel vakt').getAttribute('aria-pressed')).toBe('true');
    expect(button('Start rolig vakt').getAttribute('aria-pressed')).toBe('false');
    press('Travel vakt');
    expect(orders()).toEqual([]);
  });

  it('are not ordered while the centre starts, and the buttons say why', () => {
    const { orders, tell } = start({ ready: false });
    const why = strip().getByRole('status');
    expect(why.textContent).toBe('Øvingssentralen starter …');
    for (const name of [
      'Start rolig vakt',
      'Travel vakt',
      'Ett anrop nå',
      'Stopp',
      'Åpne for flere plasser',
    ]) {
      expect(disabled(name)).toBe(true);
      expect(button(name).getAttribute('aria-describedby')).toBe(why.id);
      press(name);
    }
    expect(orders()).toEqual([]);
    tell({ ready: true });
    expect(why.textContent).toBe('Ingen vakt i gang');
    press('Ett anrop nå');
    expect(orders()).toEqual([{ order: 'call' }]);
  });

  it.each([
    ['refused', () => Promise.resolve(false)],
    ['not heard', () => Promise.reject(new Error('gone'))],
  ])('that are %s are said', async (_, taken) => {
    start({ ready: true }, taken);
    press('Ett anrop nå');
    expect(
      await screen.findAllByText('Øvingssentralen tok ikke imot: ett anrop. Vent litt, og prøv igjen.'),
    ).not.toEqual([]);
  });
});

describe('other positions', () => {
  it('are let in: the code, the addresses and how many stand in the right zone until it is closed', async () => {
    const { orders, tell } = start({ ready: true });
    press('Åpne for flere plasser');
    const panel = within(await screen.findByRole('region', { name: 'Flere plasser' }));
    expect(panel.getByText('Åpner …')).toBeDefined();
    tell({ ready: true, open });
    expect(panel.getByText('K7QM')).toBeDefined();
    expect(panel.getByText('4XNP')).toBeDefined();
    expect(panel.getByText('Kode: K 7 Q M, 4 X N P')).toBeDefined();
    expect(panel.getByText('3 av 8 plasser')).toBeDefined();
    const addresses = within(panel.getByRole('list', { name: 'Adresser hit' })).getAllByRole('listitem');
    expect(addresses.map((item) => item.textContent)).toEqual(open.addresses);
    fireEvent.click(panel.getByRole('button', { name: 'Lukk for flere plasser' }));
    expect(orders()).toEqual([{ order: 'open' }, { order: 'close' }]);
    tell({ ready: true });
    expect(screen.queryByRole('region', { name: 'Flere plasser' })).toBeNull();
    expect(button('Åpne for flere plasser')).toBeDefined();
  });

  it('keep their code on the strip while the panel is folded away', () => {
    start({ ready: true, open });
    const toggle = button('Kode K7QM-4XNP 3 av 8 plasser');
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
    fireEvent.click(toggle);
    const panel = screen.getByRole('region', { name: 'Flere plasser' });
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(panel);
    fireEvent.click(within(panel).getByRole('button', { name: 'Skjul' }));
    expect(screen.queryByRole('region', { name: 'Flere plasser' })).toBeNull();
    expect(screen.getByRole('tablist')).toBeDefined();
  });

  it('open no panel when they are not let in', async () => {
    start({ ready: true }, () => Promise.resolve(false));
    press('Åpne for flere plasser');
    expect(await screen.findAllByText(/^Øvingssentralen tok ikke imot: åpne for flere plasser/)).not.toEqual(
      [],
    );
    expect(screen.queryByRole('region', { name: 'Flere plasser' })).toBeNull();
  });
});

it('is a part of the screen that F6 goes to', () => {
  const { key } = start({ ready: true });
  key('F6');
  key('F6');
  expect(document.activeElement).toBe(button('Start rolig vakt'));
});
