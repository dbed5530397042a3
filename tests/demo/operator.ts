import type { Event, Snapshot } from '@samband/telephony/contract';
import { emptySnapshot, reduce } from '@samband/telephony/contract';
import type { Page } from '@playwright/test';
import type { EventLog } from '../support/position/event-log.ts';

export interface OperatorDeps {
  readonly log: EventLog;
  window(): Promise<Page>;
  /** Something worth a picture: `ringing`, `talking`, `unanswered`. */
  show(what: string): Promise<void>;
  /** How long a talk is at least, ms: long enough that both have been heard. */
  readonly talkMs: number;
}

/** How long anything of a call may take before something is wrong, ms. */
const patience = 30_000;

/** Folds the events of a position as a screen does. */
function follow(log: EventLog): () => Snapshot {
  let snapshot = emptySnapshot;
  let read = 0;
  return () => {
    for (; read < log.events.length; read += 1) snapshot = reduce(snapshot, log.events[read] as Event);
    return snapshot;
  };
}

/**
 * An operator who works by the keys of the console alone: F1 takes the next call, F12 ends it, Shift+F8 calls back the
 * newest on the list of unanswered calls.
 */
export async function work(deps: OperatorDeps, over: Promise<unknown>): Promise<void> {
  let isOver = false;
  const ends = over.then(() => (isOver = true));
  const { log } = deps;
  const now = follow(log);
  const page = await deps.window();
  const key = (name: string): Promise<void> => page.keyboard.press(name);

  /** Until somebody calls, or the day is over. */
  async function next(): Promise<void> {
    const nobody = new AbortController();
    const call = log.waitForAny(['call.waiting'], {
      from: log.mark,
      withinMs: 3_600_000,
      signal: nobody.signal,
    });
    await Promise.race([call, ends]);
    nobody.abort();
    await call.catch(() => undefined); // nobody waits any more
  }

  /** Until whoever is not in line any more is listed, or has called again. */
  async function settled(): Promise<void> {
    await log.waitForAny(['call.abandoned', 'call.waiting', 'call.updated', 'call.answeredElsewhere'], {
      from: log.mark,
      withinMs: patience,
    });
  }

  /** Talks until both ends have had time to be heard, or the other one hangs up. */
  async function talk(call: string): Promise<void> {
    const ended = log.waitFor('call.ended', { where: (event) => event.call === call, withinMs: 600_000 });
    const heard = log
      .waitForAny(['audio.first', 'quality'], { where: (event) => event.call === call, withinMs: patience })
      .then(() => new Promise((resolve) => setTimeout(resolve, deps.talkMs)));
    heard.catch(() => undefined); // it ended before anybody said a word: `ended` tells
    await Promise.race([ended, heard]);
    if (now().calls.some((one) => one.call === call)) await key('F12');
    await ended;
  }

  async function answerNext(): Promise<void> {
    await deps.show('ringing');
    const { mark } = log;
    await key('F1');
    const what = await log.waitForAny(['call.answered', 'call.abandoned', 'call.answerFailed'], {
      from: mark,
      withinMs: patience,
    });
    if (what.type !== 'call.answered') return;
    await deps.show('talking');
    await talk(what.call ?? '');
  }

  async function callBack(): Promise<void> {
    await deps.show('unanswered');
    const { mark } = log;
    // The first press shows whom it is about, the second dials.
    await key('Shift+F8');
    await key('Shift+F8');
    const { call = '' } = await log.waitFor('call.dialled', { from: mark, withinMs: patience });
    const about = (event: Event): boolean => event.call === call;
    const what = await log.waitForAny(['call.connected', 'call.ended'], { where: about, withinMs: 60_000 });
    if (what.type === 'call.connected') await talk(call);
  }

  for (;;) {
    const { waiting, unanswered } = now();
    const line = waiting.filter(({ withdrawn }) => !withdrawn);
    const owed = unanswered.filter(({ calledBackBy }) => calledBackBy === undefined);
    if (line.length > 0) await answerNext();
    else if (owed.length > 0) await callBack();
    // Gone from the line, and perhaps about to be listed.
    else if (waiting.length > 0) await settled();
    else if (isOver) return;
    else await next();
  }
}
