import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyManners, expectLampsOfCalls, expectSettled, offHookHeadsets } from '../testing/headset-checks.ts';
import { headsetRig, willingEngine } from '../testing/headset-rig.ts';
import type { HeadsetRig } from '../testing/headset-rig.ts';
import { noCalls } from './situation.ts';
import type { HeadsetCalls } from './situation.ts';

const call = fc.record<Partial<HeadsetCalls>>(
  {
    registered: fc.boolean(),
    ringing: fc.boolean(),
    dialling: fc.boolean(),
    active: fc.boolean(),
    held: fc.boolean(),
    muted: fc.boolean(),
  },
  { requiredKeys: [] },
);
const step = fc.oneof(
  fc.record({ do: fc.constant('calls' as const), calls: call }),
  fc.record({
    do: fc.constant('press' as const),
    button: fc.constantFrom('hook', 'mute', 'flash', 'reject', 'redial', 'drop'),
  }),
  fc.record({ do: fc.constant('force' as const), value: fc.constantFrom<0 | 1>(0, 1) }),
  fc.record({ do: fc.constant('noise' as const), bytes: fc.uint8Array({ maxLength: 12 }) }),
  fc.record({ do: fc.constant('repeat' as const) }),
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 2500 }) }),
);

/** The doors that a hook edge must not come through: right after a change of the call, and right after a write. */
const edge = fc.constantFrom<0 | 1>(0, 1).map((value) => ({ do: 'force' as const, value }));
const waits = fc.constantFrom(50, 400, 800, 1100).map((ms) => ({ do: 'wait' as const, ms }));
const turn = fc.constantFrom<Partial<HeadsetCalls>>(
  { active: true },
  { active: false, held: true },
  { muted: true },
  { muted: false },
  { registered: false },
);
const turns = turn.map((calls) => ({ do: 'calls' as const, calls }));
const scenes = fc.oneof(
  fc.array(step, { maxLength: 40 }),
  fc.array(fc.oneof(edge, waits, turns), { minLength: 10, maxLength: 40 }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take(rig: HeadsetRig, next: Step): void {
  if (next.do === 'calls') rig.now(next.calls);
  else if (next.do === 'press') rig.device.press(next.button);
  else if (next.do === 'force') rig.device.forceHook(next.value);
  else if (next.do === 'noise') rig.headset.handleReport(next.bytes);
  else if (next.do === 'repeat') rig.device.repeat();
  else rig.clock.advance(next.ms);
}

it('ends no call by the hook but by the three conditions, and settles with lamps that tell the calls', () => {
  fc.assert(
    fc.property(fc.constantFrom(...offHookHeadsets), anyManners, scenes, ({ vid, pid }, how, taken) => {
      let changedAt = 0;
      let before: HeadsetCalls = noCalls;
      let writes = 0;
      let writtenAt = 0;
      const rig = headsetRig({
        ...{ vid, pid, manners: how },
        engine: (event, calls) => willingEngine(event, calls),
      });
      /** Called after each step, and so before anything that is asked in the next one. */
      const note = (): void => {
        const calls = rig.calls();
        if (['dialling', 'active', 'held'].some((key) => calls[key as 'held'] !== before[key as 'held']))
          changedAt = rig.clock.mono();
        before = calls;
        if (rig.written.length !== writes) writtenAt = rig.clock.mono();
        writes = rig.written.length;
      };
      note();
      for (const next of taken) {
        if (next.do === 'wait') {
          for (let ms = 0; ms < next.ms; ms++) {
            rig.clock.advance(1);
            note();
          }
          continue;
        }
        const asked = rig.events.length;
        const facts = { changedAt, writtenAt };
        take(rig, next);
        if (next.do === 'force' || (next.do === 'press' && next.button === 'hook')) {
          const ended = rig.events
            .slice(asked)
            .some((event) => event.type === 'request' && event.request === 'hangUp');
          if (ended) {
            expect(rig.clock.mono() - facts.changedAt).toBeGreaterThanOrEqual(1000);
            expect(rig.clock.mono() - facts.writtenAt).toBeGreaterThanOrEqual(700);
            expect(how.tellsLineBusy && rig.layout.inputs.lineBusy !== undefined).toBe(false);
          }
        }
        note();
      }
      rig.clock.advance(60_000);
      expectLampsOfCalls(rig, vid);
      expectSettled(rig);
    }),
    { numRuns: 300 },
  );
});

it('never ends a call for a device that answers, forgets and repeats, when nobody presses', () => {
  const quiet = fc.array(
    fc.oneof(
      fc.record({ do: fc.constant('calls' as const), calls: call }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 2500 }) }),
    ),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...offHookHeadsets), anyManners, quiet, ({ vid, pid }, how, steps) => {
      const rig = headsetRig({
        vid,
        pid,
        manners: { ...how, echoesMute: false, armIsUp: false },
      });
      for (const next of steps) take(rig, next);
      rig.clock.advance(10_000);
      expect(rig.requests()).toEqual([]);
      rig.dispose();
    }),
    { numRuns: 300 },
  );
});

it('agrees with the device on mute in the end, whatever it echoes or refuses', () => {
  const muteSteps = fc.array(
    fc.oneof(
      fc.record({ do: fc.constant('press' as const), button: fc.constant('mute' as const) }),
      fc.record({ do: fc.constant('calls' as const), calls: fc.record({ muted: fc.boolean() }) }),
      fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 1500 }) }),
    ),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...offHookHeadsets), anyManners, muteSteps, ({ vid, pid }, how, steps) => {
      const rig = headsetRig({ vid, pid, manners: how });
      rig.now({ active: true });
      rig.clock.advance(3000);
      for (const next of steps) take(rig, next);
      rig.clock.advance(30_000);
      if (rig.layout.lamps.mute) expect(rig.device.isLit('mute')).toBe(rig.calls().muted);
      // An echoing device can be unmuted from the screen, the second time at the latest; a raised arm cannot.
      for (const muted of [true, false, true, false]) {
        rig.now({ muted });
        rig.clock.advance(3000);
      }
      expect(rig.calls().muted).toBe(how.armIsUp && !how.echoesMute && rig.layout.lamps.mute !== undefined);
      rig.dispose();
    }),
    { numRuns: 300 },
  );
});
