import { beforeEach, expect, it } from 'vitest';
import { createDescriptorsParty } from './descriptors.ts';
import type { DescriptorsParty } from './descriptors.ts';
import type { FakePort } from './fakes.ts';
import { FakePage, handClock, mintFakes, quietLog } from './fakes.ts';

const headset = { vendorId: 0x0b0e, productId: 0x0307, product: 'Headset', collections: [] };
const collections = [{ usagePage: 0x0b, usage: 5 }];

let clock: ReturnType<typeof handClock>;
let log: ReturnType<typeof quietLog>;
let pages: FakePage[];
let controls: FakePort[];
let answers: unknown[];
let descriptors: DescriptorsParty;

function open(platform: string): DescriptorsParty {
  return createDescriptorsParty<FakePort>({
    clock,
    log,
    platform,
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
  });
}

const ask = (product = 'Headset'): void =>
  descriptors.describe({ ...headset, product }, (found) => answers.push(found));
/** Numbers of what was asked. */
const asked = (control: FakePort | undefined): number[] =>
  (control?.sent ?? [])
    .map(({ message }) => message as { kind: string; n: number })
    .filter(({ kind }) => kind === 'describe')
    .map(({ n }) => n);

beforeEach(() => {
  clock = handClock();
  log = quietLog();
  [pages, controls, answers] = [[], [], []];
  descriptors = open('win32');
});

it.each(['linux', 'freebsd'])('opens no window on %s', (platform) => {
  descriptors = open(platform);
  ask();
  expect([pages.length, answers]).toEqual([0, [undefined]]);
});

it.each(['win32', 'darwin'])('opens one at the first question on %s, and keeps it', (platform) => {
  descriptors = open(platform);
  expect(pages).toEqual([]);
  ask();
  ask('Other');
  expect(pages.length).toBe(1);
  pages[0]?.handlers.handleLoaded();
  ask('Third');
  expect(asked(controls[0])).toEqual([1, 2, 3]);
  controls[0]?.say({ kind: 'described', n: 2, collections });
  controls[0]?.say({ kind: 'described', n: 1 });
  expect(answers).toEqual([collections, undefined]);
  expect(pages.length).toBe(1);
});

it('answers without the page when it takes too long, and not twice', () => {
  ask();
  pages[0]?.handlers.handleLoaded();
  clock.pass(5000);
  controls[0]?.say({ kind: 'described', n: 1, collections });
  expect(answers).toEqual([undefined]);
});

it('answers at once when the page dies, and asks the next one only what is asked of it', () => {
  ask();
  pages[0]?.handlers.handleLoaded();
  pages[0]?.handlers.handleGone('crashed');
  expect(answers).toEqual([undefined]);
  clock.pass(0);
  ask();
  pages[1]?.handlers.handleLoaded();
  expect(asked(controls[1])).toEqual([2]);
  // The dead one's port says something still.
  controls[0]?.say({ kind: 'described', n: 2, collections: [] });
  controls[1]?.say({ kind: 'described', n: 2, collections });
  expect(answers).toEqual([undefined, collections]);
});

it('replaces a page that does not answer heartbeats', () => {
  ask();
  pages[0]?.handlers.handleLoaded();
  controls[0]?.say({ kind: 'pong', n: 1 });
  clock.pass(7000);
  expect([pages[0]?.kill.mock.calls.length, pages.length]).toEqual([1, 2]);
});

it('takes no answer that cannot be read, or that nobody asked for', () => {
  ask();
  pages[0]?.handlers.handleLoaded();
  let deep: unknown[] = [];
  for (let level = 0; level < 200; level++) deep = [deep];
  for (const hostile of [
    'rubbish',
    { kind: 'described', n: '1', collections },
    { kind: 'described', n: 1, collections: 'all' },
    { kind: 'described', n: 1, collections: deep },
    { kind: 'described', n: 1, collections: [new ArrayBuffer(8)] },
    { kind: 'learned', pedal: {} },
  ])
    controls[0]?.say(hostile);
  expect(log.error).toHaveBeenCalledTimes(6);
  controls[0]?.say({ kind: 'described', n: 7, collections });
  expect(answers).toEqual([]);
  controls[0]?.say({ kind: 'described', n: 1, collections });
  expect(answers).toEqual([collections]);
});

it('has no more than so many questions open', () => {
  for (let count = 0; count < 65; count++) ask();
  expect(answers).toEqual([undefined]);
  clock.pass(5000);
  expect(answers.length).toBe(65);
});

it('ends with the app', () => {
  ask();
  pages[0]?.handlers.handleLoaded();
  descriptors.dispose();
  clock.pass(60_000);
  expect([pages[0]?.destroy.mock.calls.length, pages.length, answers]).toEqual([1, 1, []]);
});
