import type { ScreenInfo, Site } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { RawIntlProvider } from 'react-intl';
import { useStore } from 'zustand';
import { ProblemPage, UnreadablePage } from '../components/ProblemPage.tsx';
import { bindings } from '../keys/bindings.ts';
import { listenToKeys } from '../keys/keyboard.ts';
import { createTexts } from '../messages/index.ts';
import type { Language, Texts } from '../messages/index.ts';
import type { Console } from '../state/console.ts';
import { isUnstaffed } from '../state/selectors.ts';
import { settingsOf } from '../state/settings.ts';
import { earlierTheme } from '../theme/theme.ts';
import type { Theme } from '../theme/theme.ts';
import type { Ticker } from '../time/ticker.ts';
import { ConsoleContext, createTools } from './context.ts';
import type { Shell } from './context.ts';
import { ConsoleScreen } from './ConsoleScreen.tsx';

/** The page's storage, which a page can be refused. */
function pageStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** Night, day or high contrast: on the root element. */
function useTheme(theme: Theme): void {
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}

/** Language and title of the document, so that window lists and screen readers say the truth. */
function useDocument(language: Language, title: string): void {
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = title;
  }, [language, title]);
}

export interface AppProps {
  readonly console: Console;
  readonly ticker: Ticker;
  readonly shell: Shell;
}

/** Everything the components reach for, made again only when what it is made of changes. */
function useTools({ console, ticker, shell }: AppProps) {
  const { store } = console;
  const info = useStore(store, (state) => (typeof state.info === 'object' ? state.info : undefined));
  const site = useStore(store, (state) => state.site);
  const chosen = useStore(store, (state) => state.chosen);
  const told = useStore(store, (state) => state.snapshot.position.role);
  const person = useStore(store, (state) => state.snapshot.position.operator?.id ?? '');
  const role = told === '' ? (info?.role ?? '') : told;
  const settings = useMemo(() => settingsOf(info, chosen, person), [info, chosen, person]);
  const language = settings.person.language ?? site?.site.language ?? 'nb';
  const texts = useMemo(() => createTexts(language), [language]);
  const [earlier] = useState(() => earlierTheme(pageStorage()));
  const theme = settings.person.theme ?? earlier;
  const { keys } = settings.person;
  const bound = useMemo(
    () =>
      bindings(
        site?.roles.find((item) => item.id === role),
        keys,
      ),
    [site, role, keys],
  );
  return useMemo(
    () => createTools({ console, ticker, shell, texts, site, bound, settings, theme, role, person }),
    [console, ticker, shell, texts, site, bound, settings, theme, role, person],
  );
}

/** Whose window it is; who asks to join an exercise is no position yet. */
function titleOf(info: ScreenInfo | undefined, site: Site | undefined, { t }: Texts): string {
  if (info?.problem?.kind === 'join') return t('app.titleJoin');
  const title = site?.site.exercise === true ? 'app.titleExercise' : 'app.title';
  return t(title, { position: info?.position ?? 0 });
}

/** The console's window: the screen, or a page that says why there is none. */
export function App(props: AppProps): ReactNode {
  const { console } = props;
  const info = useStore(console.store, (state) => state.info);
  const tools = useTools(props);
  const { site, texts, bound, provideSecret, join } = tools;
  const known = typeof info === 'object' ? info : undefined;
  useTheme(tools.theme);
  const unstaffed = useStore(console.store, isUnstaffed);
  const keys = useRef(bound);
  useEffect(() => {
    keys.current = unstaffed ? bound.filter((action) => action.always === true) : bound;
  }, [bound, unstaffed]);
  const working = site !== undefined;
  useEffect(
    () => (working ? listenToKeys(globalThis.window, console, () => keys.current) : undefined),
    [working, console],
  );
  useDocument(texts.language, titleOf(known, site, texts));

  if (info === undefined) return <p className="starting">{texts.t('app.starting')}</p>;
  if (info === 'unreadable') return <UnreadablePage texts={texts} />;
  if (info.problem) return <ProblemPage {...{ problem: info.problem, info, texts, provideSecret, join }} />;
  if (!site) return <UnreadablePage texts={texts} />;
  return (
    <RawIntlProvider value={texts.intl}>
      <ConsoleContext value={tools}>
        <ConsoleScreen />
      </ConsoleContext>
    </RawIntlProvider>
  );
}
