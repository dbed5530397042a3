import type { Problem } from '@samband/telephony/contract';
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
  /** Day of `ms` as it is said at `now`: i dag, i går, mandag 5. januar, with the year where it is another. */
  readonly day: (ms: number, now: number) => string;
}

/** Months have the same names in both; Chromium has no data for nn, and would say Monday (Node would not). */
const nynorskDays: Readonly<Record<string, string>> = {
  mandag: 'måndag',
  tirsdag: 'tysdag',
  lørdag: 'laurdag',
};
const dayParts = { weekday: 'long', day: 'numeric', month: 'long' } as const;
const midnight = (ms: number, days = 0): number => {
  const date = new Date(ms);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
};

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
  const thisYear = new Intl.DateTimeFormat(locale, dayParts);
  const anotherYear = new Intl.DateTimeFormat(locale, { ...dayParts, year: 'numeric' });
  return {
    language,
    intl,
    t: (key, values) => intl.formatMessage({ id: key }, values),
    time: (ms, seconds = false) => {
      // Some locales write 21.47; the field writes 21:47 everywhere.
      const whole = clock.format(ms).replaceAll('.', ':');
      return seconds ? whole : whole.slice(0, 5);
    },
    day: (ms, now) => {
      if (ms >= midnight(now) && ms < midnight(now, 1)) return intl.formatMessage({ id: 'day.today' });
      if (ms >= midnight(now, -1) && ms < midnight(now)) return intl.formatMessage({ id: 'day.yesterday' });
      const same = new Date(ms).getFullYear() === new Date(now).getFullYear();
      const words = (same ? thisYear : anotherYear).format(ms);
      return language === 'nn' ? words.replace(/^\p{L}+/u, (name) => nynorskDays[name] ?? name) : words;
    },
  };
}

/** The words of a refusal: its own key, its code, its category; undefined when none of them has words. */
export function problemWords(
  { messageKey, code, category, values }: Problem,
  { t }: Texts,
): string | undefined {
  const keys = [messageKey, `error.${messageKey}`, `error.${code}`, `error.category.${category}`];
  const key = keys.find(isMessageKey);
  return key && t(key, values);
}

/** True when the catalogues have this key: for keys that come from the engine. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(nb, key);
}
