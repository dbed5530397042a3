import type { CategoryOfSite, QueueOfSite, Site } from '@samband/telephony/contract';
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { numbersOf } from '../format/caller.ts';
import type { NumberRules } from '../format/phone.ts';
import type { Action } from '../keys/actions.ts';
import type { Texts } from '../messages/index.ts';
import type { Console } from '../state/console.ts';
import type { ConsoleState } from '../state/types.ts';
import type { Ticker } from '../time/ticker.ts';

/** What every component may reach for. It changes only when the site or the language does. */
export interface ConsoleTools {
  readonly console: Console;
  readonly ticker: Ticker;
  readonly texts: Texts;
  readonly site: Site | undefined;
  readonly numbers: NumberRules;
  readonly queues: ReadonlyMap<string, QueueOfSite>;
  readonly categories: ReadonlyMap<string, CategoryOfSite>;
  readonly bound: readonly Action[];
  /** Hands the position's secret to main; false when it was not taken. */
  readonly provideSecret: (secret: string) => Promise<boolean>;
}

export const ConsoleContext = createContext<ConsoleTools | undefined>(undefined);

export function createTools(
  parts: Pick<ConsoleTools, 'console' | 'ticker' | 'texts' | 'site' | 'bound' | 'provideSecret'>,
): ConsoleTools {
  return {
    ...parts,
    numbers: numbersOf(parts.site),
    queues: new Map(parts.site?.queues.map((queue) => [queue.id, queue])),
    categories: new Map(parts.site?.categories.map((category) => [category.id, category])),
  };
}

export function useConsole(): ConsoleTools {
  const tools = useContext(ConsoleContext);
  if (!tools) throw new Error('a component of the console stands outside of its context');
  return tools;
}

/** A part of the store's state. The selector gives an existing object or a primitive, never a new object. */
export function useConsoleState<T>(select: (state: ConsoleState) => T): T {
  return useStore(useConsole().console.store, select);
}
