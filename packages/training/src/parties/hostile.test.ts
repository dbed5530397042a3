import { settle } from '@samband/telephony/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assertPartiesRelease, connectedPartiesRig, type PartiesRig } from './testing/rig.ts';

const targets = ['110', 'tolk', '+4700001004', 'room1', 'music', 'announcement', '', '%', 'outside'];

/** What a centre, its network and an instructor may do, in any order. */
const steps: Record<string, (rig: PartiesRig, pick: number) => unknown> = {
  callNow: ({ parties }) => parties.callNow(),
  day: ({ parties }, pick) => parties.startDay({ pace: 'busy', seed: pick, speed: 50 }),
  stop: ({ parties }) => parties.stop(),
  wait: ({ run }, pick) => run(pick * 200),
  ring: ({ flow }, pick) => flow().outgoing[pick % Math.max(1, flow().outgoing.length)]?.ring(),
  answer: ({ flow }, pick) => flow().outgoing[pick % Math.max(1, flow().outgoing.length)]?.answer(),
  refuse: ({ flow }, pick) => flow().outgoing[pick % Math.max(1, flow().outgoing.length)]?.refuse(480),
  bye: ({ flow }, pick) => flow().outgoing[pick % Math.max(1, flow().outgoing.length)]?.bye(),
  lost: ({ flow }, pick) =>
    flow().outgoing[pick % Math.max(1, flow().outgoing.length)]?.bye({ protocol: 'SIP', cause: 480 }),
  lose: ({ flow }, pick) => flow().outgoing[pick % Math.max(1, flow().outgoing.length)]?.lose(),
  dial: ({ flow }, pick) => flow().connected() && flow().invited({ to: targets[pick % targets.length]! }),
  cancel: ({ flow }, pick) => flow().incoming[pick % Math.max(1, flow().incoming.length)]?.cancel(),
  hangUp: ({ flow }, pick) => flow().incoming[pick % Math.max(1, flow().incoming.length)]?.bye(),
  callBack: ({ flow, told }, pick) => {
    const called = told('called');
    const number = called[pick % Math.max(1, called.length)]?.number;
    if (number !== undefined && flow().connected()) flow().invited({ to: number });
  },
  voice: ({ sounds }, pick) => sounds.peers.at(-1 - (pick % 3))?.voice(pick % 2 ? 'began' : 'ended'),
  said: ({ sounds }, pick) => sounds.peers.at(-1 - (pick % 3))?.said(),
  cut: ({ flow }) => flow().cut(),
  noSound: ({ sounds }) => sounds.fail(),
};

it('whatever happens, no more are at once than may be, and nothing is left', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...Object.keys(steps)), fc.nat(200)), { maxLength: 40 }),
      async (walk) => {
        const rig = await connectedPartiesRig({ config: { atMost: 10 } });
        for (const [name, pick] of walk) {
          await steps[name]?.(rig, pick);
          await settle();
          const { callers, called, peers } = rig.parties.counts();
          expect(callers + called).toBeLessThanOrEqual(10);
          expect(peers).toBeLessThanOrEqual(callers + called);
        }
        assertPartiesRelease(rig);
      },
    ),
    { numRuns: 400 },
  );
});
