// @vitest-environment happy-dom
import type { Snapshot } from '@samband/telephony/contract';
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { activeCall, event, info, positionOf, waitingCall } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const told = { ...info, practice: { ready: true } };
const guide = () => screen.queryByRole('region', { name: 'Omvisning' });
const title = () => guide()?.querySelector('h3')?.textContent;
const inGuide = (name: string) => within(guide() as HTMLElement).getByRole('button', { name });
const press = (name: string) => fireEvent.click(inGuide(name));
/** The controls with a ring around them, by name. */
const ringed = () =>
  [...document.querySelectorAll('[data-ring]')].map(
    (item) => item.getAttribute('aria-label') ?? item.textContent,
  );

function start(snapshot: Partial<Snapshot> = {}, surroundings: object = told) {
  const keep = vi.fn<(settings: unknown) => Promise<boolean>>(() => Promise.resolve(true));
  return { ...renderConsole(snapshot, surroundings, { keep }), kept: () => keep.mock.calls.flat() };
}
function waits(id: string, seq: number) {
  const { call, hidden: _h, withdrawn: _w, ...payload } = waitingCall(id);
  return event('call.waiting', seq, payload, { call });
}

describe('the guide begins', () => {
  it('where a centre is brought along and nobody has gone through it, without taking the keyboard', () => {
    start();
    expect(title()).toBe('1 av 5Lyden');
    expect(document.activeElement).toBe(document.body);
  });

  it.each([
    ['no centre is brought along', info],
    ['it was gone through', { ...told, place: { guided: true } }],
  ])('not where %s', (_, surroundings) => {
    start({}, surroundings);
    expect(guide()).toBeNull();
    expect(ringed()).toEqual([]);
  });

  it('when main tells of the centre later, and does not begin anew with each word of main', () => {
    const { console } = start({}, info);
    act(() => console.setInfo({ ...info, practice: { ready: false } }));
    expect(title()).toBe('1 av 5Lyden');
    press('Neste');
    act(() => console.setInfo(told));
    expect(title()).toBe('2 av 5Det første anropet');
  });
});

describe('its steps', () => {
  it('point at the sound panel, then at what tries the voice in it, and put it away', () => {
    start();
    expect(ringed()).toEqual(['Lydvalg']);
    fireEvent.click(screen.getByRole('button', { name: 'Lydvalg' }));
    expect(ringed()).toEqual(['Prøv stemmen']);
    press('Neste');
    expect(screen.queryByRole('region', { name: 'Lydvalg' })).toBeNull();
  });

  it('go from the order of a call to its answer, to hold and back, by what is done on the real screen', () => {
    const { say, port } = start();
    press('Neste');
    expect(ringed()).toEqual(['Ett anrop nå']);
    say(waits('w1', 11));
    expect(ringed()).toEqual(['Besvar neste']);
    expect(guide()?.textContent).toContain('Trykk Besvar neste (F1)');
    fireEvent.click(screen.getByRole('button', { name: 'Besvar neste' }));
    expect(port.commands().map(({ type }) => type)).toEqual(['queue.answerNext']);
    act(() => port.snapshot({ seq: 20, calls: [activeCall('w1')] }));
    expect(title()).toBe('3 av 5Vent og hent');
    expect(ringed()).toEqual(['Vent']);
    say(event('call.held', 21, { by: 'operator' }, { call: 'w1' }));
    expect(ringed()).toEqual(['Hent tilbake +47 912 34 567']);
    say(event('call.resumed', 22, { by: 'operator' }, { call: 'w1' }));
    expect(title()).toBe('4 av 5Ubesvarte');
    expect(ringed()).toEqual(['Ubesvarte']);
    press('Neste');
    expect(ringed()).toEqual([expect.stringMatching(/^Plassmeny/), 'Taster']);
  });

  it('say what is in the way of the first call', () => {
    const { console, port } = start({}, { ...info, practice: { ready: false } });
    press('Neste');
    expect(guide()?.textContent).toContain('Øvingssentralen starter');
    act(() => console.setInfo(told));
    act(() => port.snapshot({ seq: 20, position: positionOf({ state: 'paused' }) }));
    expect(ringed()).toEqual(['Bli ledig']);
  });

  it('are turned both ways by the same buttons, which stay where they are', () => {
    start();
    const next = inGuide('Neste');
    next.focus();
    for (let n = 0; n < 4; n += 1) fireEvent.click(next);
    expect(title()).toBe('5 av 5Mer hjelp');
    expect(next.textContent).toBe('Ferdig');
    expect(document.activeElement).toBe(next);
    for (let n = 0; n < 6; n += 1) press('Tilbake');
    expect(title()).toBe('1 av 5Lyden');
  });

  it('are told to a screen reader, politely', () => {
    start();
    const said = screen.getByTestId('guide-announcer');
    expect(said.getAttribute('role')).toBe('status');
    press('Neste');
    expect(said.textContent).toBe(
      '2 av 5: Det første anropet. Trykk Ett anrop nå øverst. Da ringer en innringer til køen.',
    );
  });

  it('do not speak of a key that was taken away', () => {
    const { console } = start({ waiting: [waitingCall('w1')] });
    act(() => console.choosePerson('', { keys: { 'queue.answerNext': '' } }));
    press('Neste');
    expect(guide()?.textContent).toContain('Trykk Besvar neste, og snakk');
  });
});

describe('a call', () => {
  it('that comes meanwhile has its card before the guide, and a second one puts the guide aside until it is over', () => {
    const { port } = start();
    act(() => port.snapshot({ seq: 20, calls: [activeCall('c1')] }));
    const card = screen.getByRole('article');
    expect(card.compareDocumentPosition(guide() as HTMLElement)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(guide()?.dataset['above']).toBe('false');
    act(() => port.snapshot({ seq: 21, calls: [activeCall('c1'), activeCall('c2')] }));
    expect(guide()).toBeNull();
    expect(ringed()).toEqual([]);
    act(() => port.snapshot({ seq: 22, calls: [activeCall('c2')] }));
    expect(title()).toBe('1 av 5Lyden');
  });
});

describe('the guide is over', () => {
  it.each([
    ['when it is skipped', () => press('Hopp over')],
    ['by Escape in it', () => fireEvent.keyDown(inGuide('Neste'), { key: 'Escape' })],
    [
      'after the last step',
      () => {
        for (const name of ['Neste', 'Neste', 'Neste', 'Neste', 'Ferdig']) press(name);
      },
    ],
  ])('%s, and that is kept for the place', (_, end) => {
    const { kept, console } = start({}, { ...told, place: { tab: 'log' } });
    end();
    expect(guide()).toBeNull();
    expect(kept()).toEqual([{ of: 'place', place: { tab: 'log', guided: true } }]);
    act(() => console.setInfo(told));
    expect(guide()).toBeNull();
  });

  it('not by Escape elsewhere; and Escape in it closes nothing else', () => {
    const { key } = start();
    fireEvent.click(screen.getByRole('button', { name: 'Taster' }));
    inGuide('Neste').focus();
    key('Escape');
    expect(guide()).toBeNull();
    expect(screen.getByRole('region', { name: 'Taster' })).toBeDefined();
    cleanup();
    start();
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(guide()).not.toBeNull();
  });

  it('until it is asked for in the position menu: then it has the keyboard', () => {
    start({}, { ...told, place: { guided: true } });
    fireEvent.click(screen.getByRole('button', { name: /^Plassmeny/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Omvisning' }));
    expect(title()).toBe('1 av 5Lyden');
    expect(document.activeElement).toBe(guide());
    expect(screen.queryByRole('region', { name: 'Plass 3' })).toBeNull();
  });
});

it('the position menu has no guide where no centre is brought along', () => {
  start({}, info);
  fireEvent.click(screen.getByRole('button', { name: /^Plassmeny/ }));
  expect(screen.queryByRole('button', { name: 'Omvisning' })).toBeNull();
});
