import type { Caller, Site } from '@samband/telephony/contract';
import type { Texts } from '../messages/index.ts';
import { formatNumber } from './phone.ts';
import type { NumberRules } from './phone.ts';

/** Used until the site file is read. */
export const defaultNumbers: NumberRules = { country: 'NO', short: ['110', '112', '113', '116117'] };

/** The one or two words a caller is known by: number first, as the network gave it; then the name; never nothing. */
export function callerName(caller: Caller, texts: Texts, rules: NumberRules): string {
  if (caller.number !== undefined && caller.number !== '') return formatNumber(caller.number, rules);
  if (caller.name !== undefined && caller.name !== '') return caller.name;
  return texts.t(caller.withheld ? 'caller.withheld' : 'caller.unknown');
}

/** The line a call came in on, as people say it: the queue's id, else the dialled number. */
export function lineName(
  row: { readonly queue?: string | undefined; readonly dialled: string },
  texts: Texts,
  rules: NumberRules,
): string {
  if (row.queue !== undefined) return row.queue;
  return row.dialled === '' ? texts.t('queue.direct') : formatNumber(row.dialled, rules);
}

export function numbersOf(site: Site | undefined): NumberRules {
  return site?.numbers ?? defaultNumbers;
}
