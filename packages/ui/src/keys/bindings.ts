import type { PersonSettings, Site } from '@samband/telephony/contract';
import { actions, keyOf } from './actions.ts';
import type { Action } from './actions.ts';
import { isFree } from './chord.ts';

type Role = Site['roles'][number];
type Keys = NonNullable<PersonSettings['keys']>;

/** A layer of keys over another: an action has one key, a key has one action, and the upper layer wins. */
function over(bound: readonly Action[], own: ReadonlyMap<string, string>): readonly Action[] {
  const taken = new Set([...own.values()].filter((key) => key !== ''));
  return bound.map((action) => {
    const key = own.get(action.id);
    if (key !== undefined) return { ...action, key };
    return taken.has(action.key) ? { ...action, key: '' } : action;
  });
}

const isKnown = (id: string): boolean => actions.some((action) => action.id === id);

/** The site's word of a role, key by action: `roles[].actions` names the action by the key. */
function ofRole(role: Role | undefined): Map<string, string> {
  const own = Object.entries(role?.actions ?? {}).filter(([key, id]) => isFree(key) && isKnown(id));
  return new Map(own.map(([key, id]) => [id, key]));
}

/** A person's keys, without what cannot be: an unknown action, a key that is not free, a key for the second time. */
function ofPerson(keys: Keys): Map<string, string> {
  const own = new Map<string, string>();
  const used = new Set<string>();
  for (const [id, key] of Object.entries(keys)) {
    const known = actions.find((action) => action.id === id);
    if (!known || (key !== '' && key !== known.key && !isFree(key)) || used.has(key)) continue;
    own.set(id, key);
    if (key !== '') used.add(key);
  }
  return own;
}

/** The actions with their keys: the usual ones, under the role's, under the person's. */
export function bindings(role: Role | undefined, keys: Keys = {}): readonly Action[] {
  return over(over(actions, ofRole(role)), ofPerson(keys));
}

/** What comes of giving a key to an action. `by`: the action that has it now. */
export type Rebinding =
  | { readonly kind: 'same' | 'reserved' }
  | { readonly kind: 'taken'; readonly by: Action }
  | { readonly kind: 'free'; readonly keys: Keys };

export function rebind(bound: readonly Action[], keys: Keys, id: string, chord: string): Rebinding {
  if (keyOf(bound, id) === chord) return { kind: 'same' };
  const usual = actions.find((action) => action.id === id)?.key;
  if (!isFree(chord) && chord !== usual) return { kind: 'reserved' };
  const by = bound.find((action) => action.key === chord);
  return by ? { kind: 'taken', by } : { kind: 'free', keys: { ...keys, [id]: chord } };
}

/** Two actions change keys; the other one has none where this one had none. */
export function swap(bound: readonly Action[], keys: Keys, id: string, by: Action): Keys {
  const own = keyOf(bound, id);
  const back = isFree(own) || actions.some((action) => action.id === by.id && action.key === own) ? own : '';
  return { ...keys, [id]: by.key, [by.id]: back };
}
