import { callLogPageSchema, layoutOf, layoutSchema } from '@samband/telephony/contract';
import type {
  AttentionWords,
  CallLogPage,
  CallLogQuery,
  CategoryOfSite,
  Layout,
  PersonSettings,
  PlaceSettings,
  PracticeOrder,
  QueueOfSite,
  ScreenSettings,
  ScreenShell,
  Site,
} from '@samband/telephony/contract';
import { createContext, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import { numbersOf } from '../format/caller.ts';
import type { NumberRules } from '../format/phone.ts';
import type { Action } from '../keys/actions.ts';

import type { Texts } from '../messages/index.ts';
import { createAlerts } from '../state/alerts.ts';
import type { Alert } from '../state/alerts.ts';
import type { Console } from '../state/console.ts';
import { directoryOf } from '../state/directory.ts';
import type { Directory } from '../state/directory.ts';
import type { Looks } from '../state/looks.ts';
import type { Theme } from '../theme/theme.ts';
import type { ConsoleState, Levels } from '../state/types.ts';
import type { Ticker } from '../time/ticker.ts';

/** What the components need of main. */
export type Shell = Omit<ScreenShell, 'info' | 'onInfo'>;

/** What every component may reach for. It changes only when the site, the role, the operator or a setting does. */
export interface ConsoleTools {
  readonly console: Console;
  readonly ticker: Ticker;
  readonly texts: Texts;
  readonly site: Site | undefined;
  readonly numbers: NumberRules;
  readonly queues: ReadonlyMap<string, QueueOfSite>;
  readonly categories: ReadonlyMap<string, CategoryOfSite>;
  /** Phone book, quick keys, and whose a number is. */
  readonly directory: Directory;
  readonly bound: readonly Action[];
  /** Everything that must be said, worst first; the same list for the same state. */
  readonly alerts: (state: ConsoleState) => readonly Alert[];
  /** Of the role that the position has now. */
  readonly layout: Layout;
  readonly theme: Theme;
  /** What this place and this person chose. */
  readonly settings: ScreenSettings;
  readonly keepPlace: (place: PlaceSettings) => void;
  readonly keepPerson: (person: PersonSettings) => void;
  /** A page of the call log; undefined when main does not give it. */
  readonly callLog: (query: CallLogQuery) => Promise<CallLogPage | undefined>;
  /** Words for whoever does not look at the screen; main shows them where the site says so. */
  readonly attention: (words: AttentionWords) => void;
  /** Hands the position's secret to main; false when it was not taken. */
  readonly provideSecret: (secret: string) => Promise<boolean>;
  /** The code of another machine's exercise; false when it was not taken. What came of it is told by main. */
  readonly join: (code: string) => Promise<boolean>;
  /** Gives the simulated parties an order. False: it was not taken, and the operator has been told so. */
  readonly order: (order: PracticeOrder) => Promise<boolean>;
}

export const ConsoleContext = createContext<ConsoleTools | undefined>(undefined);

type Parts = Pick<ConsoleTools, 'console' | 'ticker' | 'texts' | 'site' | 'bound' | 'settings' | 'theme'> & {
  readonly shell: Shell;
  readonly role: string;
  /** Operator id, '' where nobody signs in. */
  readonly person: string;
};

/** Chosen at once on the screen, and handed to main to be kept. */
function keeping({
  console,
  settings,
  shell,
  person,
}: Pick<Parts, 'console' | 'settings' | 'shell' | 'person'>) {
  const keep = (what: unknown): void => {
    shell.keep(what).then(
      (kept) => {
        if (!kept) console.tellNotKept();
      },
      () => console.tellNotKept(),
    );
  };
  return {
    keepPlace(place: PlaceSettings): void {
      console.choosePlace(place);
      keep({ of: 'place', place: { ...settings.place, ...place } });
    },
    keepPerson(chosen: PersonSettings): void {
      console.choosePerson(person, chosen);
      keep({ of: 'person', person, settings: { ...settings.person, ...chosen } });
    },
  };
}

async function ordered(
  { console, shell }: Pick<Parts, 'console' | 'shell'>,
  order: PracticeOrder,
): Promise<boolean> {
  const taken = await shell.practice(order).catch(() => false);
  if (!taken) console.tellNotOrdered(order.order);
  return taken;
}

const asking = new WeakMap<Shell, ConsoleTools['callLog']>();
/** The same function for the same main: what was asked is not asked again when a setting changes. */
function callLogOf(shell: Shell): ConsoleTools['callLog'] {
  const known = asking.get(shell);
  if (known) return known;
  const ask: ConsoleTools['callLog'] = async (query) => {
    const page = callLogPageSchema.safeParse(await shell.callLog(query).catch(() => undefined));
    return page.success ? page.data : undefined;
  };
  asking.set(shell, ask);
  return ask;
}

export function createTools({ shell, role, person, ...parts }: Parts): ConsoleTools {
  const { site } = parts;
  return {
    ...parts,
    ...keeping({ ...parts, shell, person }),
    numbers: numbersOf(site),
    alerts: createAlerts(parts.texts),
    directory: directoryOf(site),
    queues: new Map(site?.queues.map((queue) => [queue.id, queue])),
    categories: new Map(site?.categories.map((category) => [category.id, category])),
    layout: site ? layoutOf(site, role) : layoutSchema.parse({ id: 'amk-medical' }),
    attention: (words) => shell.attention(words),
    provideSecret: (secret) => shell.provideSecret(secret),
    join: (code) => shell.join(code),
    order: (order) => ordered({ ...parts, shell }, order),
    callLog: callLogOf(shell),
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

/** What the microphone and the caller's sound measure, about ten times a second while `on`; undefined otherwise. */
export function useLevels(on: boolean): Levels | undefined {
  const { console } = useConsole();
  useEffect(() => (on ? console.wantLevels() : undefined), [console, on]);
  const levels = useStore(console.levels);
  return on ? levels : undefined;
}

/** A part of what headsets and pedals show; told while somebody looks (`console.looking.want`). */
export function useLooks<T>(select: (looks: Looks) => T): T {
  return useStore(useConsole().console.looking.store, select);
}

/** Looks as long as it is there. A devices process that begins anew knows of nobody who looks. */
export function useLooking(): void {
  const { looking } = useConsole().console;
  const lost = useConsoleState(({ snapshot }) => snapshot.lost.includes('devices'));
  useEffect(() => (lost ? undefined : looking.want()), [looking, lost]);
}

/** Nothing can be said of headsets and pedals now: the telephony is away, or the process that has them. */
export function useAway(): 'stale' | 'lost' | undefined {
  return useConsoleState(({ link, snapshot }) => {
    if (link !== 'live') return 'stale';
    return snapshot.lost.includes('devices') ? 'lost' : undefined;
  });
}
