import type { Page } from '@playwright/test';
import { withExchange } from '../bench/exchange.ts';
import { openPosition, readyAt } from '../bench/position.ts';
import { startCaller } from '../support/callers/caller.ts';
import { trunkOf } from '../support/exchange/exchange.ts';
import type { Position } from '../support/electron.ts';
import { soakShift } from './shift.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const asked = process.argv.find((word) => word.startsWith('--calls='))?.split('=')[1];
const isShift = process.argv.includes('--shift');
const calls = Number(asked ?? (isShift ? 2000 : 1000));
/** What a start leaves behind is not a leak: the measure begins after these. */
const warmUp = Math.min(20, calls);

/** Memory of the engine's process, MB. */
async function engineMemory(position: Position): Promise<number> {
  const { engine } = await position.pids();
  const kilobytes = await position.app.evaluate(
    ({ app }, pid) => app.getAppMetrics().find((one) => one.pid === pid)?.memory.workingSetSize ?? 0,
    engine,
  );
  return Math.round(kilobytes / 102.4) / 10;
}

/** The screen takes two presses within a moment for one, and the call before this one was answered a moment ago. */
async function answer(position: Position, page: Page, from: number): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    await page.keyboard.press('F1');
    const answering = position.log.waitFor('call.answering', { from, withinMs: 700 });
    if (
      await answering.then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error('F1 did not answer');
}

/** Calls one after the other in one engine, each answered and ended by keyboard; nothing may pile up. */
const soakEngine = (): Promise<unknown> =>
  withExchange(say, async (exchange) => {
    const position = await openPosition(exchange);
    try {
      await readyAt(exchange, position);
      const page = await position.liveConsole();
      let before = 0;
      let heard = 0;
      for (let call = 1; call <= calls; call++) {
        const from = position.log.mark;
        const caller = await startCaller(trunkOf(exchange), { from: `+479001${1000 + call}`, sound: 1000 });
        await position.log.waitFor('call.waiting', { from, withinMs: 60_000 });
        await answer(position, page, from);
        await position.log.waitFor('audio.first', { from, withinMs: 60_000 });
        heard++;
        await position.log.waitFor('call.answered', { from, withinMs: 60_000 });
        await page.keyboard.press('F12');
        await position.log.waitFor('call.ended', { from, withinMs: 60_000 });
        await caller.close();
        if (call === warmUp) before = await engineMemory(position);
        if (call % 50 === 0) say(`${call} calls, engine ${await engineMemory(position)} MB`);
      }
      const after = await engineMemory(position);
      return {
        calls,
        heard,
        engineMegabytes: { before, after },
        growth: Math.round((after / before - 1) * 1000) / 1000,
      };
    } finally {
      await position.close();
    }
  });
const result = await (isShift
  ? soakShift({ calls, isLoaded: process.argv.includes('--load'), say })
  : soakEngine());
process.stdout.write(`${JSON.stringify(result)}\n`);
