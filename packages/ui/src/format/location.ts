import type { Location } from '@samband/telephony/contract';
import { isMessageKey } from '../messages/index.ts';
import type { Texts } from '../messages/index.ts';
import { wordDuration } from './duration.ts';

/** A position as the screen says it. */
export interface LocationWords {
  readonly place: string;
  readonly details: readonly string[];
  /** For the clipboard: `58.14591, 7.99582`, or the address. Absent when there is nothing to copy. */
  readonly copy?: string;
}

function degrees(texts: Texts, value: number, positive: string, negative: string): string {
  const shown = texts.intl.formatNumber(Math.abs(value), {
    minimumFractionDigits: 5,
    maximumFractionDigits: 5,
  });
  return `${shown}° ${value < 0 ? negative : positive}`;
}

function accuracy(texts: Texts, metres: number): string {
  const value =
    metres < 1000
      ? texts.t('location.metres', { n: Math.round(metres) })
      : texts.t('location.kilometres', {
          n: texts.intl.formatNumber(metres / 1000, { maximumFractionDigits: 1 }),
        });
  return texts.t('location.accuracy', { metres: value });
}

function source(texts: Texts, name: string): string {
  const key = `location.source.${name.toLowerCase()}`;
  return texts.t('location.source', { source: isMessageKey(key) ? texts.t(key) : name });
}

/** Age in words; unknown stays unknown, and a time in the future (a clock that is off) counts as unknown too. */
function age(texts: Texts, measured: string | undefined, now: number): string {
  const at = measured === undefined ? Number.NaN : Date.parse(measured);
  if (Number.isNaN(at) || at > now + 60_000) return texts.t('location.ageUnknown');
  return texts.t('location.age', { age: wordDuration(now - at) });
}

export function locationWords(texts: Texts, location: Location, now: number): LocationWords {
  const from = source(texts, location.source);
  if (location.missing === 'reference') return { place: texts.t('location.reference'), details: [from] };
  if (location.missing === 'notDelivered')
    return { place: texts.t('location.notDelivered'), details: [from] };
  const { lat, lon, civic, radius } = location;
  const known = lat !== undefined && lon !== undefined;
  const point = known
    ? `${degrees(texts, lat, texts.t('location.north'), texts.t('location.south'))} ${degrees(texts, lon, texts.t('location.east'), texts.t('location.west'))}`
    : undefined;
  const place = civic ?? point ?? texts.t('call.location.none');
  const copy = known ? `${lat.toFixed(5)}, ${lon.toFixed(5)}` : civic;
  return {
    place,
    details: [
      ...(civic !== undefined && point !== undefined ? [point] : []),
      ...(radius === undefined ? [] : [accuracy(texts, radius)]),
      from,
      age(texts, location.measured, now),
    ],
    ...(copy === undefined ? {} : { copy }),
  };
}

/** The shortest useful word on where the caller is, for a row of the queue. */
export function shortPlace(texts: Texts, locations: readonly Location[]): string | undefined {
  const best = locations.find((location) => location.missing === undefined && location.civic !== undefined);
  if (!best?.civic) return undefined;
  return best.radius === undefined ? best.civic : `${best.civic}, ${accuracy(texts, best.radius)}`;
}
