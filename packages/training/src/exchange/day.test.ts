import { afterEach, describe, expect, it } from 'vitest';
import { createHall, domain, usual } from './testing/hall.ts';
import type { Hall } from './testing/hall.ts';
import type { Leg, Outgoing, Telephone } from './testing/phone.ts';
import { seeded } from './testing/post.ts';

let hall: Hall;
afterEach(() => {
  hall.dispose();
  expect(hall.clock.open()).toBe(0);
});

type Kind = 'light' | 'ready';

/** How one call went, by what its caller and the positions were told. */
interface Course {
  readonly call: Outgoing;
  readonly legs: readonly Leg[];
}

const isEnd = (line: string): boolean => /^(?:cancelled|ended|failed)/.test(line);

/** A day as a seed tells it: calls, pauses, lost connections, crossing answers, callers who give up. */
async function day(kind: Kind, seed: number, calls: number, positions: number): Promise<Map<string, number>> {
  const random = seeded(seed);
  const chance = (share: number): boolean => random() < share;
  hall = createHall({ random, keep: false });
  const queues = ['113', '116117'];
  const caller = await hall[kind]('outside', 'outside');
  const all: Telephone[] = [];
  for (let number = 1; number <= positions; number += 1)
    all.push(await hall[kind]('position', `pos${number}`, queues));
  const [first] = all;
  if (!first) throw new Error('nobody is there');
  const courses = new Map<string, number>();
  const note = (what: string): void => void courses.set(what, (courses.get(what) ?? 0) + 1);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  /** Answers what is the newest at these positions, some of them at once. */
  async function answer(who: readonly Telephone[]): Promise<void> {
    // Who comes too late is told so at once.
    await Promise.all(
      who.map(async (phone) =>
        phone.legs
          .at(-1)
          ?.accept()
          .catch(() => undefined),
      ),
    );
    await hall.settle();
  }

  async function refresh(phone: Telephone): Promise<void> {
    for (const aor of [phone.user, ...queues]) expect(await phone.register(aor, 3600)).toBe(200);
    await hall.settle();
  }

  async function backTo(phone: Telephone): Promise<void> {
    await phone.connect();
    await refresh(phone);
  }

  async function one(): Promise<Course> {
    const before = all.map(({ legs }) => legs.length);
    const paused = chance(0.2) ? pick(all) : undefined;
    if (paused) for (const queue of queues) await paused.unregister(queue);
    const call = caller.call(`sip:${pick(queues)}@${domain}`, { from: `sip:+4791234567@${domain}` });
    await hall.settle();
    await hall.clock.run(Math.floor(random() * 4000));
    if (paused) for (const queue of queues) await paused.register(queue);
    await hall.settle();
    const lost = chance(0.06) ? pick(all) : undefined;
    if (lost) {
      lost.wire().cut();
      await hall.settle();
    }
    const there = all.filter((phone) => phone !== lost);
    if (chance(0.12)) {
      note('given up');
      await Promise.all([call.terminate(), chance(0.5) ? answer([pick(there)]) : undefined]);
    } else await answer(chance(0.25) ? there.slice(0, 2) : [pick(there)]);
    if (lost && chance(0.5)) await hall.run(usual.lostMs + 1);
    if (lost) await backTo(lost);
    await hall.settle();
    const legs = all.map(({ legs: given }, at) => given.slice(before[at]));
    await finish(call, legs);
    return { call, legs: legs.flat() };
  }

  /** The one who has it hangs up, or the caller, or both, or the position's connection goes for good. */
  async function finish(call: Outgoing, legs: readonly (readonly Leg[])[]): Promise<void> {
    const has = (leg: Leg): boolean => leg.log.at(-1) === 'acknowledged';
    const holder = all[legs.findIndex((mine) => mine.some(has))];
    const talking = legs.flat().find(has);
    const how = random();
    if (!talking || !holder) return call.terminate();
    if (how < 0.05) {
      note('lost');
      holder.wire().cut();
      await hall.run(usual.lostMs);
      await backTo(holder);
      await talking.terminate();
    } else if (how < 0.45) await talking.terminate();
    else if (how < 0.9) await call.terminate();
    else await Promise.all([talking.terminate(), call.terminate()]);
  }

  for (let number = 0; number < calls; number += 1) {
    if (number % 50 === 0) for (const phone of all) await refresh(phone);
    const { call, legs } = await one();
    // An owed BYE, a CANCEL that could not be delivered: at most 64*T1.
    await hall.run(chance(0.1) ? 35_000 : 0);
    const name = `call ${number}`;
    expect(hall.exchange.figures(), name).toMatchObject({ waiting: 0, calls: 0, refused: 0 });
    const mine = call.log.filter(isEnd);
    expect(mine.length, name).toBeLessThanOrEqual(1);
    expect(
      legs.filter(({ log }) => log.includes('acknowledged') && !log.some((line) => line.includes('SIP:200')))
        .length,
      name,
    ).toBeLessThanOrEqual(1);
    if (legs.some(({ log }) => log.some((line) => line.startsWith('ended peer SIP:200')))) note('crossed');
    for (const { log } of legs) {
      expect(log.filter(isEnd).length, name).toBeLessThanOrEqual(1);
      // Nobody rings after the end.
      expect(
        log.some((line) => isEnd(line) || line === 'acknowledged'),
        name,
      ).toBe(true);
      expect(log.filter((line) => line === 'acknowledged').length, name).toBeLessThanOrEqual(1);
    }
    note(call.log.includes('established') ? 'answered' : 'not answered');
  }
  await hall.run(40_000);
  expect(hall.exchange.figures()).toMatchObject({
    waiting: 0,
    calls: 0,
    transactions: 0,
    refused: 0,
    connections: positions + 1,
  });
  const waits = hall.events.filter(({ type }) => type === 'call.waiting').length;
  const ends = hall.events.filter(({ type }) => type === 'call.ended').length;
  expect([waits, ends]).toEqual([calls, calls]);
  for (const phone of [caller, ...all]) phone.wire().cut();
  await hall.run(usual.lostMs);
  expect(hall.exchange.figures()).toMatchObject({ registrations: 0, connections: 0, transactions: 0 });
  return courses;
}

describe('a day', () => {
  it(
    'of two thousand calls: each ends in one way, and nothing is left of it',
    { timeout: 120_000 },
    async () => {
      const courses = await day('light', 2026, 2000, 8);
      for (const what of ['answered', 'not answered', 'given up', 'lost', 'crossed'])
        expect(courses.get(what) ?? 0, what).toBeGreaterThan(10);
    },
  );

  it('of three hundred calls, with the console’s own telephones', { timeout: 120_000 }, async () => {
    const courses = await day('ready', 7, 300, 3);
    expect(courses.get('answered') ?? 0).toBeGreaterThan(200);
  });
});
