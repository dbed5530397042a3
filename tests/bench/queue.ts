import type { Page } from '@playwright/test';
import { writeSite } from '../e2e/hardening/site.ts';
import { launchPosition } from '../support/electron.ts';
import { bundle } from '../support/position/bundle.ts';
import { runtimeOf } from './exchange.ts';
import type { Runtime } from './exchange.ts';
import { figures, percentile } from './figures.ts';
import type { Figures } from './figures.ts';
import type { Tasks, Update } from './pages/queue-console.ts';
import { siteOfQueue } from './site.ts';

/** In line at once: a bus has gone off the road, and everybody who sees it calls. */
const line = 200;
/** ms between changes. */
const pace = 50;

interface TaskFigures {
  /** ms, of reading and changing, and of making the frame. */
  readonly longest: number;
  /** As Chromium tells them. */
  readonly over50: number;
  /** The longest that a timer that was due had to wait, ms: tasks, the collector, and the machine. */
  readonly stall: number;
}
interface FrameFigures {
  readonly n: number;
  readonly p95: number;
  readonly longest: number;
  /** Frames that another one should have come before, at 60 a second. */
  readonly dropped: number;
}
export interface Changes {
  /** What the main thread does for one change, ms: `script` and `frame` together. */
  readonly update: Figures;
  /** Message read, folded, tree changed. */
  readonly script: Figures;
  /** Style, layout, paint. */
  readonly frame: Figures;
  /** Sent by the engine → frame made; the wait for the next frame is in it, ms. */
  readonly painted: Figures;
  readonly tasks: TaskFigures;
  readonly frames: FrameFigures;
}
export interface QueueFigures {
  readonly waiting: number;
  /** All of them come at once: from the first to the frame that shows the last, ms. */
  readonly burst: { readonly painted: number; readonly tasks: TaskFigures };
  /** Nobody is late. */
  readonly fresh: Changes;
  /** All are past their limit, each with its alarm. */
  readonly late: Changes;
  /** Nothing happens but time, for five seconds. */
  readonly idle: { readonly tasks: TaskFigures; readonly frames: FrameFigures };
  readonly runtime: Runtime;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;
const scriptOf = ({ arrived, changed }: Update): number => changed - arrived;
const frameOf = ({ frame, painted }: Update): number => painted - frame;

function ofTasks({ long, stall }: Tasks, updates: readonly Update[]): TaskFigures {
  const own = updates.flatMap((update) => [scriptOf(update), frameOf(update)]);
  return { longest: tenth(Math.max(0, ...own, ...long)), over50: long.length, stall: tenth(stall) };
}

const tick = 1000 / 60;
function ofFrames({ frames }: Tasks): FrameFigures {
  const dropped = frames.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / tick) - 1), 0);
  return {
    n: frames.length,
    p95: tenth(percentile(frames, 0.95)),
    longest: tenth(Math.max(0, ...frames)),
    dropped,
  };
}

/** Puts a page of the bench into one of the app's own: past its content policy, as a debugger is. */
async function inject(page: Page, name: 'queue-engine' | 'queue-console'): Promise<void> {
  const files = await bundle(new URL(`./pages/${name}.ts`, import.meta.url));
  await page.evaluate(`(() => {${String(files.get('/page.js')?.body)}})()`);
}

/** What the console's page has measured since the last time, once it has dealt with `seq`. */
async function taken(console: Page, seq?: number): Promise<{ updates: Update[]; tasks: Tasks }> {
  const updates: Update[] = [];
  for (;;) {
    const part = await console.evaluate(() => window.watch.take());
    updates.push(...part.updates);
    if (seq === undefined || updates.some((update) => update.seq >= seq)) return { ...part, updates };
    await console.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

async function change(engine: Page, console: Page, times: number): Promise<Changes> {
  await taken(console);
  const sent = await engine.evaluate(([n, ms]) => window.script.change(n, ms), [times, pace] as const);
  const last = sent.at(-1)?.[0] ?? 0;
  const { updates, tasks } = await taken(console, last);
  const at = new Map(sent);
  return {
    update: figures(updates.map((update) => scriptOf(update) + frameOf(update))),
    script: figures(updates.map(scriptOf)),
    frame: figures(updates.map(frameOf)),
    painted: figures(updates.map(({ seq, painted }) => painted - (at.get(seq) ?? Number.NaN))),
    tasks: ofTasks(tasks, updates),
    frames: ofFrames(tasks),
  };
}

/**
 * The console as it ships, in real Electron, with two hundred callers in line. The engine's page is the real one, too;
 * what it says to the console is scripted, and goes the way it always goes: by its MessagePort.
 */
export async function benchQueue(times: number, say: (line: string) => void): Promise<QueueFigures> {
  const position = await launchPosition({ site: await writeSite(siteOfQueue), position: 1, secret: 'none' });
  try {
    await position.waitForEvent('screen.attached', undefined, 60_000);
    const [engine, console] = [await position.engineWindow(), await position.consoleWindow()];
    await inject(engine, 'queue-engine');
    await inject(console, 'queue-console');
    // Any command will do: it shows each page its own end of the port.
    await console.keyboard.press('F9');
    await engine.waitForFunction(() => window.script.captured());
    await engine.evaluate(() => window.script.begin());
    await console.getByText('Ingen venter').first().waitFor();

    await taken(console);
    const begun = Date.now();
    await engine.evaluate((calls) => window.script.fill(calls), line);
    const burst = await taken(console, line + 1);
    const painted = Math.max(...burst.updates.map((update) => update.painted)) - begun;
    say(`burst: ${JSON.stringify(ofTasks(burst.tasks, burst.updates))}`);
    const fresh = await change(engine, console, times);
    say(`fresh: ${JSON.stringify(fresh)}`);

    await taken(console, await engine.evaluate(() => window.script.raiseLate()));
    const late = await change(engine, console, times);
    say(`late: ${JSON.stringify(late)}`);

    await taken(console);
    await console.evaluate(() => new Promise((resolve) => setTimeout(resolve, 5000)));
    const idle = await taken(console);
    const versions = await position.app.evaluate(() => process.versions as Record<string, string>);
    return {
      waiting: line,
      burst: { painted: tenth(painted), tasks: ofTasks(burst.tasks, burst.updates) },
      fresh,
      late,
      idle: { tasks: ofTasks(idle.tasks, []), frames: ofFrames(idle.tasks) },
      runtime: runtimeOf(versions),
    };
  } finally {
    await position.close();
  }
}
