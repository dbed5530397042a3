import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { siteSchema } from '@samband/telephony/contract';
import { practiceSite } from '@samband/training/site';
import { launchPosition } from '../support/electron.ts';
import type { Position } from '../support/electron.ts';
import { work } from './operator.ts';
import { readParties } from './parties.ts';
import { reportOf } from './report.ts';
import type { DemoReport } from './report.ts';

export interface DemoWishes {
  /** Of the day, not of the clock on the wall. */
  readonly minutes: number;
  readonly speed: number;
  readonly seed: number;
  /** How long a talk is at least, ms: both have been heard by then. */
  readonly talkMs?: number;
  /** Folder for pictures. */
  readonly pictures: string;
  say(line: string): void;
}

/** The last talks are over, and told by the parties: bound, ms. */
const settleMs = 30_000;

/** One picture of each kind, of the screen as it is then. */
function camera(position: Position, folder: string): (what: string) => Promise<void> {
  const taken = new Set<string>();
  return async (what) => {
    if (taken.has(what)) return;
    taken.add(what);
    await position.screenshot(join(folder, `${String(taken.size).padStart(2, '0')}-${what}.png`));
  };
}

/** The guide is for people who have not seen the console before. */
async function skipGuide(page: Page): Promise<void> {
  const skip = page.getByRole('button', { name: 'Hopp over' });
  await skip.click({ timeout: 10_000 });
}

async function settled(position: Position): Promise<boolean> {
  const watchdog = Date.now() + settleMs;
  const { log, profile } = position;
  // An outgoing call is connected when it is answered, and once more when its codec is known.
  const up = new Set([...log.all('call.answered'), ...log.all('call.connected')].map(({ call }) => call));
  while (readParties(profile).filter(({ type }) => type === 'ended').length < up.size) {
    if (Date.now() > watchdog) return false;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return true;
}

/** A day in the real console, worked by key presses, and what came of it. */
export async function demonstrate(wishes: DemoWishes): Promise<{
  report: DemoReport;
  /** ms by queue. */
  limits: Record<string, number>;
  runtime: Record<string, string | undefined>;
}> {
  const { speed, seed, say, talkMs = 4000 } = wishes;
  const position = await launchPosition({ practice: { seed, speed }, position: 1, fakeSound: true });
  try {
    await position.waitForEvent('becameReady', undefined, 60_000);
    const page = await position.liveConsole();
    await skipGuide(page);
    const show = camera(position, wishes.pictures);
    const start = page.getByRole('button', { name: 'Travel vakt' });
    await start.click({ timeout: 30_000 });
    await position.waitForEvent('scenario.started');
    await show('day-started');
    say(`A busy day, seed ${seed}: ${wishes.minutes} min at ${speed}×`);
    const over = new Promise<void>((resolve) => setTimeout(resolve, (wishes.minutes * 60_000) / speed)).then(
      async () => {
        say('The day is over: the last calls …');
        await page.getByRole('button', { name: 'Stopp' }).click();
      },
    );
    await work({ log: position.log, window: () => position.consoleWindow(), show, talkMs }, over);
    await show('day-over');
    await settled(position);
    const { queues } = siteSchema.parse(practiceSite({ url: 'ws://127.0.0.1:1/', speed }));
    const limits = Object.fromEntries(queues.map(({ id, limit }) => [id, limit]));
    const report = reportOf({ events: position.events, parties: readParties(position.profile), limits });
    const { electron, chrome } = await position.app.evaluate(
      () => process.versions as Record<string, string>,
    );
    return { report, limits, runtime: { electron, chromium: chrome } };
  } finally {
    await position.close();
  }
}
