// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { event, info, positionOf, siteData, staffed, waitingCall } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1888);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const separator = (name: string) => screen.getByRole('separator', { name });
const main = () => screen.getByRole('main');
const zones = () => ({
  queue: main().style.getPropertyValue('--queue'),
  reach: main().style.getPropertyValue('--reach'),
});

describe('the zones', () => {
  it('are as wide as the layout of the role says, also when the role changes', () => {
    const { say } = renderConsole({ position: positionOf({ role: 'medical' }) }, staffed);
    expect(zones()).toEqual({ queue: '26%', reach: '26%' });
    say(event('roleChanged', 11, { from: 'medical' }, { role: 'resource' }));
    expect(zones()).toEqual({ queue: '24%', reach: '34%' });
  });

  it('are resized by keys, kept for the place when the key is let go, and set back by a double press', () => {
    const keep = vi.fn<(settings: unknown) => Promise<boolean>>(() => Promise.resolve(true));
    renderConsole({}, info, { keep });
    const queue = separator('Bredde på køen');
    for (let n = 0; n < 3; n += 1) fireEvent.keyDown(queue, { key: 'ArrowRight' });
    expect(zones().queue).toBe('29%');
    expect(queue.getAttribute('aria-valuenow')).toBe('29');
    expect(keep).not.toHaveBeenCalled();
    fireEvent.keyUp(queue, { key: 'ArrowRight' });
    expect(keep.mock.calls).toEqual([[{ of: 'place', place: { zones: { queue: 29, reach: 26 } } }]]);
    const reach = separator('Bredde på høyre del');
    fireEvent.keyDown(reach, { key: 'Home' });
    fireEvent.keyUp(reach, { key: 'Home' });
    expect(reach.getAttribute('aria-valuenow')).toBe(reach.getAttribute('aria-valuemin'));
    fireEvent.doubleClick(reach);
    expect(zones()).toEqual({ queue: '29%', reach: '26%' });
  });

  it('are as they were kept', () => {
    renderConsole({}, { ...info, place: { zones: { queue: 33, reach: 20 } } });
    expect(zones()).toEqual({ queue: '33%', reach: '20%' });
  });
});

it('F6 goes from part to part and comes back to where the keyboard was', () => {
  const { key } = renderConsole({ waiting: [waitingCall('w1')] });
  const zone = () => document.activeElement?.closest<HTMLElement>('[data-zone]')?.dataset['zone'];
  const seen = Array.from({ length: 5 }, () => {
    key('F6');
    return zone();
  });
  // Nothing can be pressed in the call's zone now.
  expect(seen).toEqual(['status', 'queue', 'reach', 'sound', 'status']);
  key('F6');
  const row = screen.getByRole('button', { name: /^Skjul/ });
  row.focus();
  key('F6');
  key('F6', { shiftKey: true });
  expect(document.activeElement).toBe(row);
});

describe('attention', () => {
  const words = () => vi.fn<(words: unknown) => void>();
  function call(id: string, seq: number) {
    const { call: name, hidden: _h, withdrawn: _w, ...payload } = waitingCall(id);
    return event('call.waiting', seq, payload, { call: name });
  }

  it('is asked for when a call begins to wait: its line and how many, no number, no name', () => {
    const attention = words();
    const { say } = renderConsole({}, info, { attention });
    expect(attention).not.toHaveBeenCalled();
    say(call('w1', 11));
    say(call('w2', 12));
    say(event('call.updated', 13, { withdrawn: true }, { call: 'w1' }));
    expect(attention.mock.calls).toEqual([
      [{ title: 'Samband – Plass 3', body: 'Nytt anrop: 113. 1 venter.' }],
      [{ title: 'Samband – Plass 3', body: 'Nytt anrop: 113. 2 venter.' }],
    ]);
  });

  it('begins with the word of an exercise, and speaks the language of whoever is there', () => {
    const attention = words();
    const exercise = { ...siteData, site: { ...siteData.site, exercise: true } };
    const { say, console } = renderConsole({}, { ...info, site: exercise }, { attention });
    act(() => console.choosePerson('', { language: 'nn' }));
    say(call('w1', 11));
    expect(attention.mock.lastCall).toEqual([
      { title: 'ØVING – Samband – Plass 3', body: 'Nytt anrop: 113. 1 ventar.' },
    ]);
  });
});
