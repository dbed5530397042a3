import { deskActions } from '@samband/telephony/contract';
import type { HidDevice, PersonSettings, Site, Snapshot } from '@samband/telephony/contract';
import { numberTwins } from './devices.ts';
import { isHeadset } from './looks.ts';
import { nextInLine } from './selectors.ts';

type Role = Site['roles'][number];
type Buttons = NonNullable<PersonSettings['buttons']>;

/** What every headset is called, in the languages that systems name devices in. */
const everyday = new Set(
  'audio analog analogue device digital earphone earphones headphone headphones headset headsets hodesett hodetelefoner høyttaler høyttalere input link lyd microphone mikrofon mono output speaker speakers stereo the usb wireless'.split(
    ' ',
  ),
);

/** Words that tell one headset from another. Windows ends labels with `(0b0e:24c8)`, which no other list has. */
function wordsOf(label: string): ReadonlySet<string> {
  const plain = label.toLocaleLowerCase('nb').replace(/\([\da-f]{4}:[\da-f]{4}\)/g, ' ');
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1 || /\d/.test(word));
  return new Set(words.filter((word) => !everyday.has(word)));
}

/**
 * Which headset somebody has on. one: its label tells. worn: a button on it was pressed. ask: several, and nothing
 * tells. none: no headset, or one of another name.
 */
export type Pairing =
  | { readonly kind: 'one'; readonly device: string; readonly label: string }
  | { readonly kind: 'worn'; readonly device: string }
  | { readonly kind: 'ask' }
  | { readonly kind: 'none' };

type Known = Pick<Snapshot, 'hid' | 'uses' | 'medlytt'>;

const headsetsOf = (hid: readonly HidDevice[]): readonly HidDevice[] =>
  hid.filter(({ kind }) => kind === 'headset');

/** The system does not tell which sound and which buttons are one headset: their labels do, or a press. */
function paired(headsets: readonly HidDevice[], label: string, pressed: readonly string[]): Pairing {
  const words = wordsOf(label);
  const shared = headsets.map(({ id, label: own }) => ({
    id,
    common: [...wordsOf(own)].filter((word) => words.has(word)).length,
  }));
  const most = Math.max(0, ...shared.map(({ common }) => common));
  const [best, ...others] = shared.filter(({ common }) => common === most && most > 0);
  if (best && others.length === 0) return { kind: 'one', device: best.id, label };
  if (headsets.length < 2) return { kind: 'none' };
  const worn = pressed.find((device) => headsets.some(({ id }) => id === device));
  return worn === undefined ? { kind: 'ask' } : { kind: 'worn', device: worn };
}

/** The operator's own. What is told to be the second headset is not. `pressed`: headsets, the last one first. */
export function pairingOf({ hid, uses, medlytt }: Known, pressed: readonly string[]): Pairing {
  const headsets = headsetsOf(hid).filter(({ id }) => id !== medlytt.headset);
  return paired(headsets, uses.talk?.standIn ?? uses.talk?.label ?? '', pressed);
}

/** The headset that the operator has on, where that is known. */
export function ownHeadset(known: Known, pressed: readonly string[]): string | undefined {
  const own = pairingOf(known, pressed);
  return own.kind === 'one' || own.kind === 'worn' ? own.device : undefined;
}

/**
 * Which headset belongs to a sound output that is chosen for the second one. What was pressed before tells nothing of
 * it: a wrong guess would take the operator's buttons away.
 */
export function secondPairing(known: Known, label: string): Pairing {
  const own = ownHeadset(known, []);
  return paired(
    headsetsOf(known.hid).filter(({ id }) => id !== own),
    label,
    [],
  );
}

/** Headsets to choose from. */
export const numberedHeadsets = (hid: readonly HidDevice[]): ReturnType<typeof numberTwins> =>
  numberTwins(headsetsOf(hid));

/** Buttons and lamps are for a call now: none is tried, and no press tells whose headset it is. */
export function nearCall({
  calls,
  waiting,
}: Pick<Snapshot, 'calls' | 'waiting'>): 'inCall' | 'ringing' | undefined {
  if (calls.length > 0) return 'inCall';
  return nextInLine(waiting) ? 'ringing' : undefined;
}

/** Told as an input, and nothing that a hand can press. */
const noButtons: ReadonlySet<string> = new Set(['headset.lineBusy']);
export const buttonsOf = ({ buttons }: Pick<HidDevice, 'buttons'>): readonly string[] =>
  buttons.filter((button) => !noButtons.has(button));

/** Every button that is plugged in, once: headsets first. What it does goes by its name, on any device. */
export function allButtons(hid: readonly HidDevice[]): readonly string[] {
  const all = [...new Set(hid.filter(({ state }) => state !== 'unreadable').flatMap(buttonsOf))];
  const ofHeadset = (button: string): number => Number(!button.startsWith('headset.'));
  return all.sort((a, b) => ofHeadset(a) - ofHeadset(b));
}

/** What a button can be given: a headset never tells that a button was let go, and a pedal has no state of its own. */
export function choicesOf(button: string, chosen: string): readonly string[] {
  const actions = deskActions.filter((action) => !isHeadset(button) || !action.startsWith('ptt.'));
  const usual = [...(isHeadset(button) ? ['asked'] : []), ...actions, 'none'];
  return usual.includes(chosen) ? usual : [chosen, ...usual];
}

/** What was chosen for a button: by the person, else by the role, else what the device's process says. */
export function chosenOf(
  button: string,
  person: Buttons | undefined,
  role: Role | undefined,
  bound: string,
): string {
  return person?.[button] ?? role?.actions?.[button] ?? bound;
}
