import type { DeviceLook, ScreenShell, Snapshot } from '@samband/telephony/contract';
import type { CSSProperties, ReactNode } from 'react';
import { useEffect, useMemo, useState } from 'react';
import { RawIntlProvider } from 'react-intl';
import { useStore } from 'zustand';
import { calm, info as medical } from './centre.ts';
import { App } from '../app/App.tsx';
import { ConsoleContext, createTools } from '../app/context.ts';
import { bindings } from '../keys/bindings.ts';
import { createTexts } from '../messages/index.ts';
import type { Language } from '../messages/index.ts';
import { createConsole } from '../state/console.ts';
import type { Console } from '../state/console.ts';
import { looksAfter, noLooks } from '../state/looks.ts';
import { settingsOf } from '../state/settings.ts';
import type { ConsoleState, Levels, LinkState } from '../state/types.ts';
import type { Theme } from '../theme/theme.ts';
import { createTicker } from '../time/ticker.ts';
import type { Ticker, TickerClock } from '../time/ticker.ts';
import { scriptedPort, shellOf } from './console.ts';

/** A state of the console as data: what main and the engine have told, and what the screen remembers by itself. */
export interface Situation {
  /** `ScreenInfo` as main gives it; a medical operator's place by default. */
  readonly info?: unknown;
  /** Main has told nothing yet. */
  readonly untold?: true;
  /** What differs from a calm centre. */
  readonly snapshot?: Partial<Snapshot>;
  /** absent: the engine is gone. attaching: no picture has come yet. */
  readonly link?: LinkState;
  readonly view?: Partial<ConsoleState['view']>;
  /** Of the screen's own memory. */
  readonly memory?: Partial<Pick<ConsoleState, 'notices' | 'ended' | 'guard' | 'signIn' | 'drafts'>>;
  readonly levels?: Levels;
  /** What devices show. */
  readonly looks?: readonly DeviceLook[];
  /** What main answers. */
  readonly shell?: Partial<ScreenShell>;
}

/** How large, and on what ground, a component is shown by itself. */
export interface Stage {
  /** px; the width that the zones have in a window of 1920 px when not told. */
  readonly width?: number;
  readonly height?: number;
  readonly on?: 'ground' | 'panel';
  /** The whole window: screens. */
  readonly whole?: boolean;
}

/** Rules of axe that do not hold for a story, each with why. */
export type Exceptions = Readonly<Record<string, string>>;

/** What a story tells its surroundings; goes into `parameters`. */
export interface StoryParameters {
  readonly situation?: Situation;
  readonly stage?: Stage;
  readonly exceptions?: Exceptions;
}
/** Storybook's parameters are of any kind; these are of ours. */
export const told = (parameters: StoryParameters): StoryParameters => parameters;

export interface Look {
  readonly theme: Theme;
  readonly language: Language;
}

/** It stands still: nothing that was asked for runs out while a picture is taken. */
const clock: TickerClock = {
  wall: () => Date.now(),
  // The engine of a story has the same origin: its situations are told as so long ago.
  mono: () => Date.now(),
  setTimeout: () => 0,
  clearTimeout: () => undefined,
};

/** The screen's store before a scripted engine, in this situation. */
export function consoleIn(situation: Situation): Console {
  let ids = 0;
  const console = createConsole({ clock, newId: () => `own-${(ids += 1)}` });
  const port = scriptedPort(clock.mono);
  if (situation.untold !== true) console.setInfo(situation.info ?? medical);
  if (situation.link !== 'absent' || situation.snapshot) console.connect(port);
  if (situation.link !== 'attaching') port.snapshot({ ...calm, ...situation.snapshot });
  if (situation.link === 'absent') port.gone();
  if (situation.view) console.setView(situation.view);
  if (situation.memory) console.store.setState(situation.memory);
  const looks = (situation.looks ?? []).reduce(looksAfter, noLooks);
  if (situation.looks) console.looking.store.setState(looks);
  if (situation.levels) console.levels.setState(situation.levels, true);
  return console;
}

const personOf = ({ snapshot }: ConsoleState): string => snapshot.position.operator?.id ?? '';

interface Made {
  readonly console: Console;
  readonly ticker: Ticker;
  readonly shell: ScreenShell;
}
/** Made once for a story; a change of theme or language is a person's choice in it. */
function useSurroundings(situation: Situation, look: Look): Made {
  const [made] = useState(() => ({
    console: consoleIn(situation),
    ticker: createTicker(clock),
    shell: shellOf(situation.shell),
  }));
  const { console } = made;
  const { theme, language } = look;
  useEffect(() => {
    console.choosePerson(personOf(console.store.getState()), { theme, language });
  }, [console, theme, language]);
  return made;
}

/** What Storybook gives a story, as far as it is used; globals and parameters are of any kind there. */
interface Context {
  readonly globals: object;
  readonly parameters: object;
}
const lookOf = ({ globals }: Context): Look => globals as Look;
const toldBy = ({ parameters }: Context): StoryParameters => parameters;

/** The whole window in the story's situation. */
export function ScreenOf(context: Context): ReactNode {
  return <App {...useSurroundings(toldBy(context).situation ?? {}, lookOf(context))} />;
}

/** One component in the context that the window gives it. */
function ComponentIn({
  situation,
  look,
  children,
}: {
  situation: Situation;
  look: Look;
  children: ReactNode;
}): ReactNode {
  const { console, ticker, shell } = useSurroundings(situation, look);
  const state = useStore(console.store);
  const { theme, language } = look;
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.documentElement.lang = language;
  }, [theme, language]);
  const { site, chosen, info, snapshot } = state;
  const person = personOf(state);
  const { role } = snapshot.position;
  const texts = useMemo(() => createTexts(language), [language]);
  const tools = useMemo(() => {
    const known = typeof info === 'object' ? info : undefined;
    const settings = settingsOf(known, chosen, person);
    const bound = bindings(
      site?.roles.find(({ id }) => id === role),
      settings.person.keys,
    );
    return createTools({ console, ticker, shell, texts, site, bound, settings, theme, role, person });
  }, [console, ticker, shell, texts, site, info, chosen, theme, role, person]);
  return (
    <RawIntlProvider value={texts.intl}>
      <ConsoleContext value={tools}>{children}</ConsoleContext>
    </RawIntlProvider>
  );
}

/** What the picture is cut to. */
function StageOf({ stage, children }: { stage: Stage; children: ReactNode }): ReactNode {
  const { width = 480, height, on = 'ground', whole = false } = stage;
  const style: CSSProperties = whole
    ? { width: '100vw', height: '100vh' }
    : {
        width,
        ...(height === undefined ? {} : { height }),
        padding: 12,
        background: `var(--${on})`,
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr)',
        // Components ask how much room their zone has.
        containerType: height === undefined ? 'inline-size' : 'size',
        ...(height === undefined ? {} : { gridTemplateRows: 'minmax(0, 1fr)' }),
      };
  return (
    <div data-picture="" {...(whole ? { 'data-samband': 'console' } : {})} style={style}>
      {children}
    </div>
  );
}

/** Every story's surroundings. Whole screens bring their own context. */
export function Surroundings({ context, children }: { context: Context; children: ReactNode }): ReactNode {
  const { situation = {}, stage = {} } = toldBy(context);
  return (
    <StageOf stage={stage}>
      {stage.whole === true ? (
        children
      ) : (
        <ComponentIn situation={situation} look={lookOf(context)}>
          {children}
        </ComponentIn>
      )}
    </StageOf>
  );
}
