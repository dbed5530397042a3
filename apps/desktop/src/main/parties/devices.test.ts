import { beforeEach, expect, it } from 'vitest';
import { createDevicesParty } from './devices.ts';
import type { DevicesParty } from './devices.ts';
import { FakePage, FakePort, handClock, mintFakes, quietLog } from './fakes.ts';

let clock: ReturnType<typeof handClock>;
let pages: FakePage[];
let controls: FakePort[];
let told: string[];
let devices: DevicesParty<FakePort>;

beforeEach(() => {
  clock = handClock();
  [pages, controls, told] = [[], [], []];
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
    start: () => ({ kind: 'start', roles: {}, persons: {}, learned: [] }),
    report: ({ type }) => told.push(type),
    handleUp: () => told.push('up'),
    handleLearned: (pedal) => told.push(JSON.stringify(pedal)),
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
