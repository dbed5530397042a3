import type { Report } from '@samband/telephony/contract';
import { beforeEach, expect, it } from 'vitest';
import { createConsoleParty } from './console.ts';
import type { ConsoleParty } from './console.ts';
import { FakePage, handClock, quietLog } from './fakes.ts';
import type { FakePort } from './fakes.ts';

let clock: ReturnType<typeof handClock>;
let pages: FakePage[];
let reports: Report[];
let ups: number;
let console: ConsoleParty<FakePort, FakePage>;

const newest = (): FakePage => {
  const page = pages.at(-1);
  if (!page) throw new Error('no page');
  return page;
};
function answer(page: FakePage): void {
  for (const { channel, message } of page.delivered)
    if (channel === 'samband:ping') console.heard(page.contentsId, message as number);
}

beforeEach(() => {
  clock = handClock();
  [pages, reports, ups] = [[], [], 0];
  console = createConsoleParty<FakePort, FakePage>({
    clock,
    log: quietLog(),
    open(handlers) {
      pages.push(new FakePage(handlers));
      return newest();
    },
    handleUp: () => (ups += 1),
    report: (report) => reports.push(report),
  });
  console.start();
});

it('is up when its page has loaded', () => {
  expect([console.running(), ups]).toEqual([false, 0]);
  newest().handlers.handleLoaded();
  expect([console.running(), ups]).toEqual([true, 1]);
});

it('puts another window in the place of a crashed one, which stays until then', () => {
  newest().handlers.handleLoaded();
  const [dead] = pages;
  dead?.handlers.handleGone('crashed');
  expect(reports).toEqual([{ type: 'screen.lost', payload: { reason: 'crash' } }]);
  expect(console.running()).toBe(false);
  clock.pass(0);
  expect(pages).toHaveLength(2);
  expect(dead?.destroy).not.toHaveBeenCalled();
  newest().handlers.handleLoaded();
  expect(dead?.destroy).toHaveBeenCalled();
  expect(console.running()).toBe(true);
});

it('kills and replaces a page that is frozen for three seconds, and listens to no other', () => {
  newest().handlers.handleLoaded();
  for (let second = 0; second < 5; second += 1) {
    clock.pass(1000);
    answer(newest());
  }
  expect(pages).toHaveLength(1);
  for (let second = 0; second < 4; second += 1) {
    clock.pass(1000);
    console.heard(-1, 1);
  }
  expect(pages[0]?.kill).toHaveBeenCalled();
  expect(pages).toHaveLength(2);
  expect(reports).toEqual([{ type: 'screen.lost', payload: { reason: 'hang' } }]);
});

it('keeps no more than one dead window in a crash loop', () => {
  for (let death = 0; death < 5; death += 1) {
    newest().handlers.handleGone('crashed');
    clock.pass(6000);
  }
  expect(pages).toHaveLength(6);
  expect(pages.filter((page) => page.destroy.mock.calls.length === 0)).toHaveLength(2);
});
