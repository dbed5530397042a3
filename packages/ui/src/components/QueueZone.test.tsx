// @vitest-environment happy-dom
import { act, cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { event, info, positionOf, siteData, waitingCall } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';
import { burst } from './Announcer.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const ofLayout = (layout: string, layouts: readonly object[] = []) => ({
  ...info,
  site: { ...siteData, layouts, roles: [{ ...siteData.roles[0], layout }] },
});
const row = waitingCall('w1', {
  caller: { number: '+4790123456', name: 'Ambulanse 4-1', withheld: false, assertedBy: 'network' },
  locations: [{ civic: 'Nordvik sentrum', source: 'AML' }],
  queueLength: 3,
});
/** What a row tells: who, then the rest. */
function told(layout: string, layouts: readonly object[] = []) {
  renderConsole({ waiting: [row], position: positionOf() }, ofLayout(layout, layouts));
  const take = within(screen.getByRole('list', { name: 'Kø' })).getByRole('button', { name: /^Besvar/ });
  const [who, sub] = [...(take.children[2]?.children ?? [])];
  return [who?.textContent, sub?.textContent];
}

describe('a row tells what the layout of the role says', () => {
  it.each([
    ['amk-medical', '+47 901 23 456', '113 · Ambulanse 4-1 · Nordvik sentrum'],
    ['amk-resource', 'Ambulanse 4-1', '113 · Nordvik sentrum'],
    ['legevakt', '+47 901 23 456', '113 · Ambulanse 4-1 · 3 foran'],
  ])('%s', (layout, who, sub) => {
    expect(told(layout)).toEqual([who, sub]);
  });

  it('with few columns', () => {
    expect(told('bare', [{ id: 'bare', columns: ['number'] }])).toEqual(['+47 901 23 456', 'Ambulanse 4-1']);
  });
});

it('the unanswered are listed where the layout says so', () => {
  renderConsole({}, ofLayout('bare', [{ id: 'bare', unanswered: false }]));
  expect(screen.queryByRole('region', { name: 'Ubesvarte' })).toBeNull();
});

it('a burst of calls is announced at its beginning and once at its end', () => {
  vi.useFakeTimers();
  const { say } = renderConsole();
  const seen: string[] = [];
  const words = screen.getByTestId('queue-announcer');
  const look = () => seen.at(-1) === words.textContent || seen.push(words.textContent);
  for (let n = 1; n <= 30; n += 1) {
    const { call, hidden: _h, withdrawn: _w, ...payload } = waitingCall(`w${n}`, { sinceMono: n });
    say(event('call.waiting', 10 + n, payload, { call }));
    look();
  }
  act(() => void vi.advanceTimersByTime(burst));
  look();
  act(() => void vi.advanceTimersByTime(burst * 3));
  look();
  expect(seen).toEqual(['Nytt anrop: 113. 1 venter.', 'Nytt anrop: 113. 30 venter.']);
});

it('without a connection nobody is ready, and nobody knows who waits', () => {
  renderConsole({ outageSince: 1_000_000, waiting: [{ ...row, withdrawn: true }] });
  expect(screen.getByRole('button', { name: /^Plassmeny: Ingen forbindelse$/ })).toBeDefined();
  expect(screen.getByText('Ukjent om anropet venter ennå: ingen forbindelse')).toBeDefined();
});

it.each([-86_400_000, -3_600_000, 3_600_000])(
  'a wall clock that is set by %d ms moves no row, no waiting time and no limit',
  (by) => {
    const { advance, setWall } = renderConsole({
      waiting: [
        waitingCall('second', { sinceMono: 1_000_000 }),
        waitingCall('first', { sinceMono: 996_000 }),
      ],
    });
    const rows = () => within(screen.getByRole('list', { name: 'Kø' })).getAllByRole('listitem');
    const shown = () =>
      rows().map((item) => [item.querySelector('.figures')?.textContent, item.dataset['late']]);
    advance(3000);
    expect(shown()).toEqual([
      ['0:07', 'false'],
      ['0:03', 'false'],
    ]);
    setWall(by);
    advance(4000);
    expect(shown()).toEqual([
      ['0:11', 'true'],
      ['0:07', 'false'],
    ]);
  },
);
