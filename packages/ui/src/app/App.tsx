import type { ReactNode } from 'react';
import { useEffect, useMemo, useState } from 'react';
import { RawIntlProvider } from 'react-intl';
import { useStore } from 'zustand';
import { ProblemPage, UnreadablePage } from '../components/ProblemPage.tsx';
import { bindings } from '../keys/actions.ts';
import { listenToKeys } from '../keys/keyboard.ts';
import { createTexts } from '../messages/index.ts';
import type { Language } from '../messages/index.ts';
import type { Console } from '../state/console.ts';
import { keepTheme, storedTheme } from '../theme/theme.ts';
import type { Theme } from '../theme/theme.ts';
import type { Ticker } from '../time/ticker.ts';
import { ConsoleContext, createTools } from './context.ts';
import { ConsoleScreen } from './ConsoleScreen.tsx';

/** The page's storage, which a page can be refused. */
function pageStorage(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** Night, day or high contrast: on the root element, kept on this PC. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(() => storedTheme(pageStorage()));
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  return [
    theme,
    (chosen) => {
      setTheme(chosen);
      keepTheme(pageStorage(), chosen);
    },
  ];
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
  readonly provideSecret: (secret: string) => Promise<boolean>;
}

/** The console's window: the screen, or a page that says why there is none. */
export function App({ console, ticker, provideSecret }: AppProps): ReactNode {
  const info = useStore(console.store, (state) => state.info);
  const site = useStore(console.store, (state) => state.site);
  const [theme, setTheme] = useTheme();
  const language = site?.site.language ?? 'nb';
  const texts = useMemo(() => createTexts(language), [language]);
  const known = typeof info === 'object' ? info : undefined;
  const bound = useMemo(
    () => bindings(site?.roles.find((role) => role.id === known?.role)),
    [site, known?.role],
  );
  const tools = useMemo(
    () => createTools({ console, ticker, texts, site, bound, provideSecret }),
    [console, ticker, texts, site, bound, provideSecret],
  );
  const working = site !== undefined;
  useEffect(
    () => (working ? listenToKeys(globalThis.window, console, () => bound) : undefined),
    [working, console, bound],
  );
  const title = site?.site.exercise === true ? 'app.titleExercise' : 'app.title';
  useDocument(language, texts.t(title, { position: known?.position ?? 0 }));

  if (info === undefined) return <p className="starting">{texts.t('app.starting')}</p>;
  if (info === 'unreadable') return <UnreadablePage texts={texts} />;
  if (info.problem)
    return <ProblemPage problem={info.problem} info={info} texts={texts} provideSecret={provideSecret} />;
  if (!site) return <UnreadablePage texts={texts} />;
  return (
    <RawIntlProvider value={texts.intl}>
      <ConsoleContext value={tools}>
        <ConsoleScreen theme={theme} onTheme={setTheme} />
      </ConsoleContext>
    </RawIntlProvider>
  );
}
