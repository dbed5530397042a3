import { fillTemplate } from '@samband/telephony/contract';
import type { Site } from '@samband/telephony/contract';

/** Somebody who is reached by one press: an entry of the phone book, or a quick key. */
export interface Reachable {
  readonly id: string;
  readonly name: string;
  /** Whole, with `{domain}` filled in: what is dialled. */
  readonly target: string;
  /** The user part of the target: what will be rung, for the eye. */
  readonly number: string;
  readonly group?: string;
  readonly note?: string;
  /** All that can be searched for, folded. */
  readonly words: string;
  readonly digits: string;
}

export type QuickKey = Reachable & { readonly icon: string | undefined; readonly wide: boolean };

/** Entries under one heading; without one where the site gives none. */
export interface Group {
  readonly heading: string | undefined;
  readonly entries: readonly Reachable[];
}

const fold = (text: string): string => text.toLocaleLowerCase('nb');
const digitsOf = (text: string): string => text.replaceAll(/\D/g, '');

/** The user part of a target: `sip:4101@nordvik.example` is 4101. */
export function userOf(target: string): string {
  return target.replace(/^(sips?|tel):/, '').replace(/[@;].*$/, '');
}

function reachable(
  from: { readonly name: string; readonly target: string; readonly group?: string | undefined } & {
    readonly note?: string | undefined;
  },
  id: string,
  domain: string,
): Reachable {
  const { name, group, note } = from;
  const target = fillTemplate(from.target, { domain });
  const number = userOf(target);
  return {
    id,
    name,
    target,
    number,
    ...(group === undefined ? {} : { group }),
    ...(note === undefined ? {} : { note }),
    words: fold([name, group, note, number].filter(Boolean).join('\n')),
    digits: digitsOf(number),
  };
}

type Part<T extends keyof Site> = Pick<Site, T | 'exchange'>;

/** The phone book of the site: headings in the order of the file, names in the order of the alphabet. */
export function phonebookOf(site: Part<'phonebook'> | undefined): readonly Reachable[] {
  if (!site) return [];
  const order = new Intl.Collator('nb', { numeric: true });
  const groups = [...new Set(site.phonebook.map((entry) => entry.group))];
  // What has no heading comes last.
  const rank = new Map(groups.filter((group) => group !== undefined).map((group, at) => [group, at]));
  const rankOf = ({ group }: Reachable): number => rank.get(group ?? '') ?? groups.length;
  return site.phonebook
    .map((entry, at) => reachable(entry, `p${at}`, site.exchange.domain))
    .sort((a, b) => rankOf(a) - rankOf(b) || order.compare(a.name, b.name));
}

/** Quick keys with a target of their own. Group and conference keys are not here: the console cannot do them yet. */
export function quickKeysOf(site: Part<'quickKeys'> | undefined): readonly QuickKey[] {
  return (site?.quickKeys ?? []).flatMap((key, at) => {
    if (key.target === undefined || key.then !== undefined) return [];
    const { label: name, target, icon, wide = false } = key;
    return [{ ...reachable({ name, target }, `q${at}`, site?.exchange.domain ?? ''), icon, wide }];
  });
}

const isNumber = (text: string): boolean => /^[+\d\s().*#/-]+$/.test(text);

/** True when every word that was typed is somewhere in the entry; a number is found however it is grouped. */
export function matches(entry: Reachable, typed: string): boolean {
  const text = fold(typed).trim();
  const digits = digitsOf(text);
  if (digits !== '' && isNumber(text) && entry.digits.includes(digits)) return true;
  return text.split(/\s+/).every((word) => entry.words.includes(word));
}

export function search(entries: readonly Reachable[], typed: string): readonly Reachable[] {
  return typed.trim() === '' ? entries : entries.filter((entry) => matches(entry, typed));
}

/** Entries, already in order, under their headings. */
export function grouped(entries: readonly Reachable[]): readonly Group[] {
  const groups: { heading: string | undefined; entries: Reachable[] }[] = [];
  for (const entry of entries) {
    const last = groups.at(-1);
    if (last && last.heading === entry.group) last.entries.push(entry);
    else groups.push({ heading: entry.group, entries: [entry] });
  }
  return groups;
}

/** How well an entry fits what is typed as a number or name: lower is better; undefined where it does not. */
function fit(entry: Reachable, typed: string): number | undefined {
  const text = fold(typed).trim();
  const digits = digitsOf(text);
  if (digits !== '' && isNumber(text)) {
    // The country's own prefix is not typed as often as it is written down.
    const national = entry.digits.replace(/^(00)?47(?=\d{8}$)/, '');
    if (entry.digits === digits || national === digits) return 0;
    if (entry.digits.startsWith(digits) || national.startsWith(digits)) return 1;
  }
  if (fold(entry.name).startsWith(text)) return 2;
  return matches(entry, typed) ? 3 : undefined;
}

/** The few entries that fit best with what is typed in the dial field. One number is suggested once. */
export function suggest(entries: readonly Reachable[], typed: string, most: number): readonly Reachable[] {
  if (typed.trim() === '') return [];
  const found = entries.flatMap((entry, at) => {
    const how = fit(entry, typed);
    return how === undefined ? [] : [{ entry, how, at }];
  });
  const best = found.sort((a, b) => a.how - b.how || a.at - b.at);
  const once = new Map<string, Reachable>();
  for (const { entry } of best) if (!once.has(entry.target)) once.set(entry.target, entry);
  return [...once.values()].slice(0, most);
}

/** One number however it is written: the country's own prefix says nothing of who it is. */
const bare = (number: string): string => digitsOf(number).replace(/^(00)?47(?=\d{8}$)/, '');

/** Names by number, as the phone book and the quick keys have them; the first name of a number stands. */
export function namesOf(entries: readonly Reachable[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { number, digits, name } of entries)
    // Letters in it are an address, not a number.
    if (digits !== '' && isNumber(number) && !names.has(bare(number))) names.set(bare(number), name);
  return names;
}

/** Whose number it is, where the centre knows it. */
export function nameOf(names: ReadonlyMap<string, string>, number: string | undefined): string | undefined {
  return number === undefined || number === '' ? undefined : names.get(bare(number));
}

/** Everybody that a site knows how to reach. */
export interface Directory {
  readonly phonebook: readonly Reachable[];
  readonly quickKeys: readonly QuickKey[];
  readonly names: ReadonlyMap<string, string>;
}

const made = new WeakMap<Site, Directory>();
const nobody: Directory = { phonebook: [], quickKeys: [], names: new Map() };

/** Made once for a site file: sorting two thousand names takes longer than a press may. */
export function directoryOf(site: Site | undefined): Directory {
  if (!site) return nobody;
  const known = made.get(site);
  if (known) return known;
  const phonebook = phonebookOf(site);
  const quickKeys = quickKeysOf(site);
  const directory = { phonebook, quickKeys, names: namesOf([...phonebook, ...quickKeys]) };
  made.set(site, directory);
  return directory;
}
