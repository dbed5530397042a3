import { afterEach, describe, expect, it } from 'vitest';
import { createHall, domain } from './testing/hall.ts';
import type { Hall } from './testing/hall.ts';
import type { Leg, Telephone } from './testing/phone.ts';
import { seeded } from './testing/post.ts';

const queue = `sip:113@${domain}`;

let hall: Hall;
afterEach(() => {
  hall.dispose();
  expect(hall.clock.open()).toBe(0);
});

/** `light`: a thousand rounds. `ready`: sip.js, whose grammar makes each round cost ten times as much. */
type Kind = 'light' | 'ready';
const kinds: [Kind, number][] = [
  ['light', 1000],
  ['ready', 60],
];

interface Room {
  readonly random: () => number;
  readonly caller: Telephone;
  readonly one: Telephone;
  readonly two: Telephone;
}

/** What crosses is delivered in the order of the seed. */
async function room(kind: Kind, seed: number): Promise<Room> {
  const random = seeded(seed);
  hall = createHall({ random, keep: false });
  const caller = await hall[kind]('outside', 'outside');
  const [one, two] = [
    await hall[kind]('position', 'pos1', ['113']),
    await hall[kind]('position', 'pos2', ['113']),
  ];
  return { random, caller, one, two };
}

/** Acts after so many turns of the loop as the seed says. */
async function sometime(random: () => number, act: () => unknown): Promise<void> {
  for (let turns = Math.floor(random() * 12); turns > 0; turns -= 1) await Promise.resolve();
  if (random() < 0.3) await new Promise((resolve) => setImmediate(resolve));
  await act();
}

/** Who comes too late is told so at once. */
const accept = (leg: Leg): Promise<void> => leg.accept().catch(() => undefined);
const lastOf = (phone: Telephone): Leg => {
  const leg = phone.legs.at(-1);
  if (!leg) throw new Error('nothing came');
  return leg;
};
const ends = (leg: Leg): string[] => leg.log.filter((line) => /^(?:cancelled|ended)/.test(line));
const talks = (leg: Leg): boolean => leg.log.includes('acknowledged') && ends(leg).length === 0;
const elsewhere = /^(?:cancelled|ended peer) SIP:200:Call completed elsewhere$/;

function nothingLeft(round: number): void {
  expect(hall.exchange.figures(), `round ${round}`).toMatchObject({
    waiting: 0,
    calls: 0,
    transactions: 0,
    refused: 0,
  });
}

describe.each(kinds)('with telephones %s, %d rounds', (kind, rounds) => {
  it('two answer at once: one talks, the other is told that it was answered elsewhere', async () => {
    const { random, caller, one, two } = await room(kind, 1);
    const won = new Map<Telephone, number>();
    let crossed = 0;
    for (let round = 0; round < rounds; round += 1) {
      const call = caller.call(queue, { from: `sip:+4791234567@${domain}` });
      await hall.settle();
      const legs = [lastOf(one), lastOf(two)] as const;
      await Promise.all(legs.map((leg) => sometime(random, () => accept(leg))));
      await hall.settle();
      const [winner, loser] = talks(legs[0]) ? legs : [legs[1], legs[0]];
      expect(winner.log, `round ${round}`).toEqual(['acknowledged']);
      expect(ends(loser), `round ${round}`).toEqual([expect.stringMatching(elsewhere)]);
      expect(call.log.filter((line) => !line.startsWith('progress'))).toEqual(['established']);
      expect(hall.exchange.figures()).toMatchObject({ waiting: 0, calls: 1, transactions: 0 });
      const who = winner === legs[0] ? one : two;
      won.set(who, (won.get(who) ?? 0) + 1);
      if (ends(loser)[0]?.startsWith('ended') === true) crossed += 1;
      await winner.terminate();
      await hall.settle();
      expect(call.log.at(-1)).toBe('ended peer');
      nothingLeft(round);
    }
    // Both win at times, and at times the second answer is on its way already.
    expect(Math.min(won.get(one) ?? 0, won.get(two) ?? 0)).toBeGreaterThan(rounds / 20);
    expect(crossed).toBeGreaterThan(rounds / 20);
  });

  it('an answer against the caller’s giving up: it was never answered, or it was and is over', async () => {
    const { random, caller, one, two } = await room(kind, 2);
    const seen = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      const call = caller.call(queue, { from: `sip:+4791234567@${domain}` });
      await hall.settle();
      const legs = [lastOf(one), lastOf(two)] as const;
      await Promise.all([sometime(random, () => accept(legs[0])), sometime(random, () => call.terminate())]);
      await hall.settle();
      const end = legs[0].log.join(', ');
      expect(['cancelled', 'acknowledged, ended peer'], `round ${round}`).toContain(end);
      // Nobody is told of an answer that the caller did not get.
      const other = legs[1].log.join(', ');
      if (end === 'cancelled') expect(other, `round ${round}`).toBe('cancelled');
      else expect(other, `round ${round}`).toMatch(/^cancelled(?: SIP:200:Call completed elsewhere)?$/);
      const how = `${end}; ${other}`;
      seen.set(how, (seen.get(how) ?? 0) + 1);
      nothingLeft(round);
    }
    expect([...seen.keys()].filter((how) => how.startsWith('cancelled;'))).toHaveLength(1);
    expect([...seen.keys()].filter((how) => how.startsWith('acknowledged')).length).toBeGreaterThan(0);
  });

  it('an answer against hanging up on both sides, and lost connections: one end for each, nothing left', async () => {
    const { random, caller, one, two } = await room(kind, 3);
    for (let round = 0; round < rounds; round += 1) {
      const events = hall.events.length;
      const call = caller.call(queue, { from: `sip:+4791234567@${domain}` });
      await hall.settle();
      const legs = [lastOf(one), lastOf(two)] as const;
      const isCut = round % 10 === 0;
      await Promise.all([
        sometime(random, () => accept(legs[0])),
        sometime(random, async () => {
          await sometime(random, () => undefined);
          await sometime(random, () => call.terminate());
        }),
        sometime(random, async () => {
          await sometime(random, () => undefined);
          if (isCut) one.wire().cut();
          else if (legs[0].log.includes('acknowledged')) await legs[0].terminate();
        }),
      ]);
      await hall.settle();
      if (isCut) {
        await one.connect();
        await one.register('pos1');
        await one.register('113');
        await hall.run(60_000);
      }
      nothingLeft(round);
      expect(
        hall.events.slice(events).filter(({ type }) => type === 'call.ended'),
        `round ${round}`,
      ).toHaveLength(1);
      for (const leg of legs) expect(ends(leg).length, `round ${round}`).toBeLessThanOrEqual(1);
      expect(legs[1].log).toEqual([expect.stringMatching(/^cancelled/)]);
    }
  });
});
