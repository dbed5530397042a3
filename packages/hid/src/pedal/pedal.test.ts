import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { fakeClock } from '../testing/clock.ts';
import { knownPedal } from './known.ts';
import { createPedal, usualPedalOptions } from './pedal.ts';
import type { Pedal, PedalEvent, PedalOptions } from './pedal.ts';

const layout = knownPedal(0x05f3, 0x00ff)!.layout!;

function rig(options: Partial<PedalOptions> = {}) {
  const clock = fakeClock();
  const events: PedalEvent[] = [];
  const pedal: Pedal = createPedal({
    layout,
    options: { ...usualPedalOptions, ...options },
    clock,
    emit: (event) => events.push(event),
  });
  const told = (): string[] =>
    events
      .splice(0)
      .map((event) => [event.type, event.button, 'why' in event ? event.why : ''].join(' ').trim());
  rigs.push({ pedal, clock });
  return { clock, pedal, told, report: (mask: number) => pedal.handleReport(Uint8Array.of(mask, 0)) };
}
const rigs: { pedal: Pedal; clock: ReturnType<typeof fakeClock> }[] = [];
afterEach(() => {
  for (const { pedal, clock } of rigs.splice(0)) {
    pedal.dispose();
    expect(clock.open()).toBe(0);
  }
});

it('presses at once and releases when the pedal has stayed up', () => {
  const { clock, report, told } = rig();
  report(0);
  report(1);
  expect(told()).toEqual(['pressed left']);
  report(0);
  clock.advance(19);
  expect(told()).toEqual([]);
  clock.advance(1);
  expect(told()).toEqual(['released left released']);
});

it('does not tell of a bounce', () => {
  const { clock, report, told } = rig();
  report(0);
  report(1);
  for (let count = 0; count < 5; count++) {
    report(0);
    clock.advance(10);
    report(1);
    clock.advance(10);
  }
  expect(told()).toEqual(['pressed left']);
});

it('says nothing before all pedals have been up', () => {
  const { clock, report, told } = rig();
  report(2);
  report(3);
  report(2);
  clock.advance(100);
  expect(told()).toEqual([]);
  report(0);
  report(1);
  expect(told()).toEqual(['pressed left']);
});

it('lets go when the device is lost, and takes it up again only from rest', () => {
  const { clock, pedal, report, told } = rig();
  report(0);
  report(3);
  told();
  pedal.handleLost();
  expect(told()).toEqual(['released left lost', 'released middle lost']);
  report(3);
  expect(told()).toEqual([]);
  report(0);
  report(1);
  clock.advance(1);
  expect(told()).toEqual(['pressed left']);
});

it('warns of a pedal that stays down, and lets it go at the limit', () => {
  const { clock, report, told } = rig();
  report(0);
  report(1);
  clock.advance(59_999);
  expect(told()).toEqual(['pressed left', 'heldLong left']);
  clock.advance(1);
  expect(told()).toEqual(['released left limit']);
  report(1);
  expect(told()).toEqual([]);
  report(0);
  report(1);
  expect(told()).toEqual(['pressed left']);
});

it('has no limit where the position wants none', () => {
  const { clock, report, told } = rig({ limitMs: undefined });
  report(0);
  report(1);
  clock.advance(3_600_000);
  expect(told()).toEqual(['pressed left', 'heldLong left']);
});

it('keeps pressed and released in turn, whatever comes, and ends released', () => {
  const step = fc.oneof(
    fc.record({ mask: fc.nat(7) }),
    fc.record({ wait: fc.nat(90_000) }),
    fc.record({ short: fc.nat(40) }),
    fc.constant({ lost: true }),
    fc.record({ noise: fc.uint8Array({ maxLength: 4 }) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { clock, pedal, report, told } = rig();
      const down = new Set<string>();
      const check = (): void => {
        for (const line of told()) {
          const [what, button = ''] = line.split(' ');
          if (what === 'pressed') expect(down.has(button) || !down.add(button)).toBe(false);
          if (what === 'released') expect(down.delete(button)).toBe(true);
        }
      };
      for (const next of steps) {
        if ('mask' in next) report(next.mask);
        else if ('wait' in next) clock.advance(next.wait);
        else if ('short' in next) clock.advance(next.short);
        else if ('noise' in next) pedal.handleReport(next.noise);
        else pedal.handleLost();
        check();
        if ('lost' in next) expect(down.size).toBe(0);
      }
      pedal.dispose();
      check();
      expect(down.size).toBe(0);
    }),
  );
});
