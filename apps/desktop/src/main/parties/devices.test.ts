import { beforeEach, expect, it } from 'vitest';
import type { AskedDevice } from '../../shared/devices.ts';
import { createDevicesParty, wantedOf } from './devices.ts';
import type { DevicesParty } from './devices.ts';
import { FakePage, FakePort, handClock, mintFakes, quietLog } from './fakes.ts';

let clock: ReturnType<typeof handClock>;
let pages: FakePage[];
let controls: FakePort[];
let told: string[];
let asked: AskedDevice[];
let answers: ((collections: readonly unknown[] | undefined) => void)[];
let devices: DevicesParty<FakePort>;

beforeEach(() => {
  clock = handClock();
  [pages, controls, told, asked, answers] = [[], [], [], [], []];
  devices = createDevicesParty<FakePort>({
    clock,
    log: quietLog(),
    mint() {
      const pair = mintFakes();
      controls.push(pair.port1);
      return pair;
    },
    open(handlers) {
      const page = new FakePage(handlers);
      pages.push(page);
      return page;
    },
    start: () => ({ kind: 'start', roles: {}, persons: {}, learned: [], wanted: [] }),
    report: ({ type }) => told.push(type),
    handleUp: () => told.push('up'),
    handleLearned: (pedal) => told.push(JSON.stringify(pedal)),
    describe(device, answer) {
      asked.push(device);
      answers.push(answer);
    },
  });
  devices.begin();
});

it('tells a process how buttons are bound before anything else, and passes on what it learns', () => {
  expect(devices.running()).toBe(false);
  pages[0]?.handlers.handleLoaded();
  devices.attachEngine(new FakePort());
  devices.tell({ kind: 'resume' });
  expect(controls[0]?.kinds()).toEqual(['start', 'ping', 'engine', 'resume']);
  controls[0]?.say({ kind: 'learned', pedal: { vendorId: 1 } });
  controls[0]?.say('rubbish');
  expect(told).toEqual(['up', '{"vendorId":1}']);
});

it('replaces one that died, and says so once', () => {
  pages[0]?.handlers.handleLoaded();
  pages[0]?.handlers.handleGone('exit 139');
  clock.pass(0);
  pages[1]?.handlers.handleGone('exit 139');
  clock.pass(10_000);
  pages[2]?.handlers.handleLoaded();
  expect(told).toEqual(['up', 'process.lost', 'process.back', 'up']);
});

const headset = { vendorId: 0x0b0e, productId: 0x0307, product: 'Headset', collections: [] };

it('asks for it what a device says of its reports, and gives no other process the answer', () => {
  pages[0]?.handlers.handleLoaded();
  controls[0]?.say({ kind: 'describe', n: 1, device: headset });
  controls[0]?.say({ kind: 'describe', n: 2, device: headset });
  controls[0]?.say({ kind: 'describe', n: 3, device: { ...headset, vendorId: 'all' } });
  expect(asked).toEqual([headset, headset]);
  answers[0]?.([{ usage: 5 }]);
  expect(controls[0]?.sent.at(-1)?.message).toEqual({
    kind: 'described',
    n: 1,
    collections: [{ usage: 5 }],
  });
  pages[0]?.handlers.handleGone('exit 139');
  clock.pass(10_000);
  pages[1]?.handlers.handleLoaded();
  answers[1]?.([{ usage: 5 }]);
  expect(controls[1]?.kinds()).not.toContain('described');
});

it('passes on that something may have been plugged in or out', () => {
  pages[0]?.handlers.handleLoaded();
  devices.tell({ kind: 'hint' });
  expect(controls[0]?.kinds()).toContain('hint');
});

it('looks for what the site says that a position has', () => {
  expect(wantedOf({ devices: [{ vendor: '0b0e', product: '0307' }] })).toEqual([
    { vendorId: 0x0b0e, productId: 0x307 },
  ]);
  expect([wantedOf(undefined), wantedOf({})]).toEqual([[], []]);
});
