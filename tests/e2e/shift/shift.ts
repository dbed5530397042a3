import { emptySnapshot, inLine, reduce, siteSchema } from '@samband/telephony/contract';
import type { EventType, SiteInput, Snapshot } from '@samband/telephony/contract';
import type { Party } from '../../support/callers/caller.ts';
import type { Console } from '../../support/position/console.ts';
import { expect, tones, voiceOf } from '../fixtures.ts';
import type { Centre } from '../fixtures.ts';
import type { Hands } from './hands.ts';

/** Categories by the last digit of the caller's number, so that a shift has all of them; the rest go by their queue. */
const byDigit: Readonly<Record<string, string>> = { ambulance: '1', doctor: '2', health: '3', office: '4' };

/** The exchange's site with rules for every category. */
export function siteOfShift(site: unknown): SiteInput {
  const read = structuredClone(site) as SiteInput;
  read.categories = read.categories.map((category) => {
    const digit = byDigit[category.id];
    return digit === undefined ? category : { ...category, match: { caller: `${digit}$` } };
  });
  // The first rule that hits wins: whoever calls, before what was dialled.
  read.categories.sort((a, b) => Number('queue' in (a.match ?? {})) - Number('queue' in (b.match ?? {})));
  siteSchema.parse(read);
  return read;
}

interface Caller {
  /** The call may be on a screen before the party that makes it is ready here. */
  readonly party: Promise<Party>;
  readonly tone: number;
}

/** No two callers of one moment have the same: whoever hears somebody else's caller is found out. */
const callerTones = [tones.caller, tones.second, tones.third, 2500];
/** What happens at one call besides talking; every caller in turn gets the next. */
const courses = ['plain', 'hold', 'mute'] as const;

const snapshotOf = (desk: Console): Snapshot => desk.log.events.reduce(reduce, emptySnapshot);

export interface Shift {
  readonly centre: Centre;
  readonly desks: readonly Console[];
  readonly hands: Hands;
  readonly calls: number;
  /** After each answer, with the call still up. */
  look(desk: Console, caller: Party): Promise<void>;
}

/** Runs a whole shift; resolves when the last caller has been helped. Returns the numbers that were, and by whom. */
export async function runShift({ centre, desks, hands, calls, look }: Shift): Promise<Map<string, number>> {
  const callers = new Map<string, Caller>();
  const answeredBy = new Map<string, number>();
  const over = new AbortController();
  const operatorTones = desks.map((_, index) => voiceOf(index + 1));
  let begun = 0;

  /** Somebody always waits while others are helped. */
  async function ring(tone: number): Promise<void> {
    while (begun < calls) {
      const number = begun % 2 === 0 ? '113' : '116117';
      begun += 1;
      const from = centre.number();
      const party = centre.caller({ sound: tone, number, from });
      callers.set(from, { party, tone });
      expect(await (await party).ended(240_000), `the operator ends the call of ${from}`).toBe('peer');
    }
  }

  const news = [
    'call.waiting',
    'call.updated',
    'call.answering',
    'call.answered',
    'call.answerFailed',
    'call.answeredElsewhere',
    'call.ended',
    'command.refused',
  ] as const;
  /** Until the screen is another one. Rejects when the shift is over, or `withinMs` have passed. */
  const something = (desk: Console, from: number, withinMs = 120_000) =>
    desk.log.waitForAny(news, { from, signal: over.signal, withinMs });

  const isShown = (desk: Console, call: string): boolean =>
    snapshotOf(desk).waiting.some((row) => row.call === call);
  let pressing = Promise.resolve();

  /**
   * One press, and what comes of it: the own call, seen by the others as gone, or nobody left in line, or a refusal.
   * Presses do not cross: who wins then is the exchange's matter and not what a shift is about.
   */
  async function answerNext(desk: Console): Promise<void> {
    const before = pressing;
    let done = (): void => undefined;
    pressing = new Promise((resolve) => (done = resolve));
    await before;
    try {
      const from = desk.log.mark;
      if (inLine(snapshotOf(desk).waiting).length === 0) return;
      await hands.do(desk.window, 'answerNext');
      const hasCome = (type: EventType): boolean => {
        const { calls: own, waiting } = snapshotOf(desk);
        return type === 'command.refused' || own[0]?.state === 'up' || inLine(waiting).length === 0;
      };
      // A press right after another counts as the same one; whoever sees nothing happen presses again.
      await desk.log
        .waitForAny(news, { from, withinMs: 2000, where: ({ type }) => hasCome(type) })
        .catch(() => undefined);
      const call = snapshotOf(desk).calls[0]?.call;
      for (const other of desks)
        while (call !== undefined && other !== desk && isShown(other, call))
          await something(other, other.log.mark);
    } finally {
      done();
    }
  }

  async function help(desk: Console, position: number, call: string): Promise<void> {
    const { caller: shown } = await desk.log.waitFor('call.waiting', {
      where: (event) => event.call === call,
    });
    const number = shown.number ?? '';
    const caller = callers.get(number);
    if (!caller) throw new Error(`position ${position} answered somebody who does not call`);
    expect(answeredBy.has(number), `${number} is answered once`).toBe(false);
    const course = courses[answeredBy.size % courses.length] ?? 'plain';
    answeredBy.set(number, position);
    const [party, own] = [await caller.party, voiceOf(position)];
    // Each hears the other, and nobody else who talks at this moment.
    const heard = async (): Promise<void> => {
      const lacks = callerTones.filter((tone) => tone !== caller.tone);
      await Promise.all([
        desk.ear.expect({ hears: [caller.tone], lacks: [...lacks, ...operatorTones] }),
        party.ear.expect({
          hears: [own],
          lacks: [...callerTones, ...operatorTones.filter((tone) => tone !== own)],
        }),
      ]);
    };
    await Promise.all([heard(), look(desk, party)]);
    if (course !== 'plain') {
      await hands.do(desk.window, course);
      await party.ear.expect({ lacks: [own] });
      await hands.do(desk.window, course === 'hold' ? 'resume' : 'unmute');
      await heard();
    }
    await hands.do(desk.window, 'hangUp');
    await desk.log.waitFor('call.ended', { where: (event) => event.call === call });
    if (answeredBy.size === calls) over.abort();
  }

  /** What the operator does next is what the screen shows now. */
  async function work(desk: Console, position: number): Promise<void> {
    while (answeredBy.size < calls) {
      const from = desk.log.mark;
      const { calls: own, waiting } = snapshotOf(desk);
      const [mine] = own;
      if (mine?.state === 'up') await help(desk, position, mine.call);
      else if (!mine && inLine(waiting).length > 0) await answerNext(desk);
      else
        await something(desk, from).catch((error: unknown) => {
          if (!over.signal.aborted) throw error;
        });
    }
  }

  await Promise.all([...callerTones.map(ring), ...desks.map((desk, index) => work(desk, index + 1))]);
  return answeredBy;
}
