import { createIntl, createIntlCache } from 'react-intl';
import type { IntlShape } from 'react-intl';
import { en } from './en.ts';
import { nb } from './nb.ts';
import type { Catalogue, MessageKey } from './nb.ts';
import { nn } from './nn.ts';

export type { Catalogue, MessageKey } from './nb.ts';
export type Language = 'nb' | 'nn' | 'en';
export type Values = Readonly<Record<string, string | number>>;

export const catalogues: Readonly<Record<Language, Catalogue>> = { nb, nn, en };

/** Dates, numbers and plurals: nynorsk formats as bokmål (CLDR data for nn is thinner), English with the 24 h clock. */
const locales: Readonly<Record<Language, string>> = { nb: 'nb', nn: 'nb', en: 'en-GB' };

/** The words of one language. */
export interface Texts {
  readonly language: Language;
  readonly intl: IntlShape;
  /** The message of a key, filled in. */
  readonly t: (key: MessageKey, values?: Values) => string;
  /** Wall time `21:47:03`, or `21:47` without seconds; `ms` is UTC. */
  readonly time: (ms: number, seconds?: boolean) => string;
}

export function createTexts(language: Language): Texts {
  const locale = locales[language];
  const intl = createIntl(
    { locale, defaultLocale: locale, messages: catalogues[language] },
    createIntlCache(),
  );
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  return {
    language,
    intl,
    t: (key, values) => intl.formatMessage({ id: key }, values),
    time: (ms, seconds = false) => {
      // Some locales write 21.47; the field writes 21:47 everywhere.
      const whole = clock.format(ms).replaceAll('.', ':');
      return seconds ? whole : whole.slice(0, 5);
    },
  };
}

/** True when the catalogues have this key: for keys that come from the engine. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(nb, key);
}
