import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { HeadsetLamp } from '../layout/index.ts';
import { anyManners, expectLampsOfCalls, expectSettled, offHookHeadsets } from '../testing/headset-checks.ts';
import { headsetRig } from '../testing/headset-rig.ts';
import type { HeadsetRig } from '../testing/headset-rig.ts';
import { plainManners } from '../testing/model.ts';
import type { HeadsetEvent } from './headset.ts';
import type { HeadsetCalls } from './situation.ts';

const options = { idleHook: 'answer', idleRedial: 'redial' } as const;

const which = fc.nat({ max: 20 });
/** Of any headset, one of its lamps. */
function lampOf({ layout }: HeadsetRig, at: number): HeadsetLamp {
  const lamps = Object.keys(layout.lamps) as HeadsetLamp[];
  return lamps[at % lamps.length] ?? 'offHook';
}

function expectOneEnd(rig: HeadsetRig, tests: number): void {
  const over = rig.events.filter((event) => event.type === 'lampTest' && event.state === 'over');
  expect(over).toHaveLength(tests);
}

const ending = fc.constantFrom<Partial<HeadsetCalls> | 'stop' | 'again' | 'none'>(
  ...[{ ringing: true }, { dialling: true }, { active: true }, { active: true, muted: true }],
  ...[{ held: true }, { registered: false }, 'stop' as const, 'again' as const, 'none' as const],
);

it('asks for nothing because of a test, however it ends, and then shows the calls', () => {
  fc.assert(
    fc.property(
      ...[fc.constantFrom(...offHookHeadsets), anyManners, which, ending, fc.integer({ min: 0, max: 3500 })],
      ({ vid, pid }, how, lamp, end, at) => {
        const rig = headsetRig({ vid, pid, manners: how, options });
        rig.clock.advance(5000);
        rig.headset.testLamp(lampOf(rig, lamp));
        rig.clock.advance(at);
        if (end === 'stop') rig.headset.endTest();
        else if (end === 'again') rig.headset.testLamp(lampOf(rig, lamp + 1));
        else if (end !== 'none') rig.now(end);
        if (typeof end === 'object') expectLampsOfCalls(rig, vid);
        rig.clock.advance(10_000);
        expect(rig.requests()).toEqual([]);
        // A device may echo the mute of the call itself: that is no wish either, and is known as such.
        const isEcho = (event: HeadsetEvent) => 'button' in event && event.button === 'mute';
        expect(rig.events.filter((event) => event.type !== 'lampTest' && !isEcho(event))).toEqual([]);
        expectLampsOfCalls(rig, vid);
        expectOneEnd(rig, end === 'again' ? 2 : 1);
        expectSettled(rig);
      },
    ),
    { numRuns: 500 },
  );
});

const lie = fc.oneof(
  fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 400 }) }),
  fc.record({ do: fc.constant('force' as const), value: fc.constantFrom<0 | 1>(0, 1) }),
  fc.record({ do: fc.constant('press' as const), button: fc.constantFrom('hook', 'mute') }),
  fc.record({ do: fc.constant('repeat' as const) }),
);

it('takes nothing that a device says meanwhile for a press, and puts its hook right', () => {
  fc.assert(
    fc.property(
      ...[fc.constantFrom(...offHookHeadsets), anyManners, which, fc.array(lie, { maxLength: 20 })],
      ({ vid, pid }, how, lamp, lies) => {
        const rig = headsetRig({ vid, pid, manners: how, options });
        rig.clock.advance(5000);
        rig.headset.testLamp(lampOf(rig, lamp));
        let left = 2500;
        for (const next of lies) {
          if (next.do === 'force') rig.device.forceHook(next.value);
          else if (next.do === 'press') rig.device.press(next.button);
          else if (next.do === 'repeat') rig.device.repeat();
          else if (next.ms < left) {
            left -= next.ms;
            rig.clock.advance(next.ms);
          }
        }
        rig.clock.advance(20_000);
        expect(rig.events.filter(({ type }) => type !== 'lampTest')).toEqual([]);
        expectLampsOfCalls(rig, vid);
        expectOneEnd(rig, 1);
        if (how.answersAfterMs !== undefined) expect(rig.device.hook()).toBe(0);
        rig.dispose();
        expect(rig.clock.open()).toBe(0);
      },
    ),
    { numRuns: 500 },
  );
});

it('lets nobody who rings wait: a press is an answer, at once where the device has answered', () => {
  fc.assert(
    fc.property(
      ...[
        fc.constantFrom(...offHookHeadsets),
        fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
        which,
      ],
      ...[fc.integer({ min: 0, max: 3500 }), fc.integer({ min: 150, max: 2000 })],
      ({ vid, pid }, answersAfterMs, lamp, ringsAt, pressedAt) => {
        const rig = headsetRig({ vid, pid, manners: { ...plainManners, answersAfterMs }, options });
        rig.clock.advance(5000);
        rig.headset.testLamp(lampOf(rig, lamp));
        rig.clock.advance(ringsAt);
        rig.now({ ringing: true });
        rig.clock.advance(pressedAt);
        rig.device.press('hook');
        if (answersAfterMs === undefined) rig.clock.advance(650);
        expect(rig.requests()).toEqual(['answer']);
        rig.clock.advance(20_000);
        expect([rig.requests(), rig.calls().active, rig.device.hook()]).toEqual([['answer'], true, 1]);
        expectLampsOfCalls(rig, vid);
        rig.dispose();
      },
    ),
    { numRuns: 500 },
  );
});
