import { withExchange } from '../bench/exchange.ts';
import { heardFor } from '../support/audio/ear.ts';
import type { Ear } from '../support/audio/ear.ts';
import { startCaller } from '../support/callers/caller.ts';
import type { Telephone } from '../support/callers/caller.ts';
import { trunkOf } from '../support/exchange/exchange.ts';
import { launchBrowser, startHeadlessPosition } from '../support/position/headless.ts';
import type { HeadlessPosition } from '../support/position/headless.ts';
import { start } from '../support/process.ts';

/** As many callers as tones at every moment, Hz; the operators have others. */
const callerTones = [1050, 1900, 2300, 2500] as const;
const operatorTones = [1550, 2100, 2700] as const;

interface Caller {
  readonly party: Promise<Telephone>;
  readonly tone: number;
}

/** What a call had that it must not have. */
interface Fault {
  readonly call: number;
  readonly what: string;
}

interface ShiftResult {
  readonly calls: number;
  /** Calls in which each heard the other. */
  readonly heard: number;
  readonly faults: readonly Fault[];
  readonly seconds: number;
}

const tell = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).slice(0, 300);

/** Tones that somebody hears who should not, each with its length. */
function strange(who: string, ear: Ear, mark: number, due: number): string[] {
  const sound = ear.since(mark);
  return [...callerTones, ...operatorTones]
    .filter((tone) => tone !== due)
    .map((tone) => ({ tone, ms: heardFor(sound, tone) }))
    .filter(({ ms }) => ms > 0)
    .map(({ tone, ms }) => `${who} hears ${tone} Hz for ${ms} ms`);
}

/**
 * A long shift: four callers at every moment, three operators who answer, hold and hang up. Nobody may hear a tone that
 * belongs to another call.
 */
export function soakShift(options: {
  readonly calls: number;
  /** Two busy loops beside it. */
  readonly isLoaded: boolean;
  say(line: string): void;
}): Promise<ShiftResult> {
  const { calls, isLoaded, say } = options;
  return withExchange(say, async (exchange) => {
    const busy = isLoaded ? [1, 2].map(() => start(process.execPath, ['-e', 'for (;;);'])) : [];
    const browser = await launchBrowser();
    const callers = new Map<string, Caller>();
    const faults: Fault[] = [];
    const over = new AbortController();
    const begunAt = performance.now();
    let [begun, done, heard] = [0, 0, 0];

    /** One telephone after the other with this tone. */
    async function ring(tone: number): Promise<void> {
      while (begun < calls) {
        begun += 1;
        const from = `+479${String(1_000_000 + begun)}`;
        const party = startCaller(trunkOf(exchange), { from, sound: tone });
        callers.set(from, { party, tone });
        const caller = await party;
        await caller
          .ended(180_000)
          .catch((cause: unknown) => faults.push({ call: begun, what: tell(cause) }));
        await caller.close();
        callers.delete(from);
      }
    }

    /** The call of an operator, from the answer to the end. */
    async function talk(desk: HeadlessPosition, own: number, call: string): Promise<void> {
      const isOf = (event: { readonly call?: string | undefined }): boolean => event.call === call;
      const { caller: shown } = await desk.log.waitFor('call.waiting', { where: isOf });
      const caller = callers.get(shown.number ?? '');
      if (!caller) throw new Error('somebody was answered who does not call');
      const party = await caller.party;
      const marks = { desk: desk.ear.mark, party: party.ear.mark };
      const bothHear = (): Promise<unknown> =>
        Promise.all([
          desk.ear.expect({ hears: [caller.tone] }, { withinMs: 20_000 }),
          party.ear.expect({ hears: [own] }, { withinMs: 20_000 }),
        ]);
      const number = done + 1;
      try {
        await bothHear();
        if (number % 3 === 0) {
          await desk.command('call.hold', { call });
          await party.ear.expect({ lacks: [own] }, { withinMs: 20_000 });
          await desk.command('call.resume', { call });
          await bothHear();
        }
        heard += 1;
      } catch (cause) {
        faults.push({ call: number, what: tell(cause) });
      }
      const heardStrange = [
        ...strange('the operator', desk.ear, marks.desk, caller.tone),
        ...strange('the caller', party.ear, marks.party, own),
      ];
      for (const what of heardStrange) faults.push({ call: number, what });
      await desk.command('call.hangUp', { call });
      await desk.log.waitFor('call.ended', { where: isOf });
      done += 1;
      if (done % 50 === 0) say(`${done} calls, ${faults.length} faults`);
    }

    async function work(desk: HeadlessPosition, own: number): Promise<void> {
      let from = 0;
      while (!over.signal.aborted) {
        await desk.log
          .waitForAny(['call.waiting', 'call.ended', 'call.answeredElsewhere'], {
            from,
            signal: over.signal,
            withinMs: 2000,
          })
          .catch(() => undefined); // somebody may have been in line before
        from = desk.log.mark;
        await desk.command('queue.answerNext', {});
        const news = [
          'call.answered',
          'call.answeredElsewhere',
          'call.answerFailed',
          'command.refused',
        ] as const;
        const answered = await desk.log
          .waitForAny(news, { from, signal: over.signal, withinMs: 3000 })
          .catch(() => undefined);
        if (answered?.type === 'call.answered' && answered.call !== undefined)
          await talk(desk, own, answered.call);
      }
    }

    try {
      const desks: HeadlessPosition[] = [];
      for (const [index, voice] of operatorTones.entries()) {
        const { user, realm, ha1 } = await exchange.secrets(index + 1);
        const credentials = { username: user, realm, ha1 };
        desks.push(
          await startHeadlessPosition(browser, {
            site: exchange.site,
            position: index + 1,
            credentials,
            voice,
          }),
        );
      }
      await Promise.all([
        Promise.all(callerTones.map(ring)).finally(() => over.abort()),
        ...desks.map((desk, index) => work(desk, operatorTones[index] ?? 0)),
      ]);
      return { calls: done, heard, faults, seconds: Math.round((performance.now() - begunAt) / 1000) };
    } finally {
      await browser.close();
      for (const one of busy) await one.stop();
    }
  });
}
