import type { Collection, Field, ReportMap } from '../descriptor/index.ts';
import { pages } from './usages.ts';

/** One switch of a pedal: down when the masked bits have one of two values. */
export interface PedalButton {
  readonly name: string;
  /** 0 where reports have no id. */
  readonly report: number;
  /** From the byte after the report id. */
  readonly byte: number;
  readonly mask: number;
  /** What the masked bits are while it is down. */
  readonly down: number;
}

export interface PedalLayout {
  readonly numbered: boolean;
  readonly buttons: readonly PedalButton[];
}

const full = ({ usagePage, usage }: Collection): number => usagePage * 65_536 + usage;
/** Joystick, gamepad, multi-axis controller. */
const games = new Set([0x01_0004, 0x01_0005, 0x01_0008]);
/** Mouse, keyboard and keypad are the system's own, with all else that the device has (buttons for macros). */
const ofTheSystem = new Set([0x01_0002, 0x01_0006, 0x01_0007]);

/** Not a touchpad's, a pen's or a headset's: those have buttons too. */
function isPedalCollection(collection: Collection, isOfTheSystem: boolean): boolean {
  if (games.has(full(collection))) return true;
  const { usagePage } = collection;
  return (
    !isOfTheSystem && (usagePage === pages.consumer || usagePage === pages.button || usagePage >= 0xff00)
  );
}

function isButton(field: Field): boolean {
  return (
    field.kind === 'input' &&
    field.size === 1 &&
    !field.isArray &&
    field.usages.some((usage) => usage >>> 16 === pages.button)
  );
}

/**
 * A pedal nobody has written down: every one-bit button of a collection that is no keyboard, no mouse and no headset.
 * `button.1` is Button 1. Undefined: there are none.
 */
export function genericPedal(map: ReportMap): PedalLayout | undefined {
  const isOfTheSystem = map.collections.some((collection) => ofTheSystem.has(full(collection)));
  const isMine = map.collections.map((collection) => isPedalCollection(collection, isOfTheSystem));
  const buttons = map.fields
    .filter((field) => isMine[field.tlc] === true && isButton(field))
    .map(({ reportId, bit, usages }): PedalButton => {
      const mask = 1 << (bit & 7);
      const name = `button.${(usages[0] ?? 0) & 0xffff}`;
      return { name, report: reportId, byte: bit >> 3, mask, down: mask };
    });
  const names = new Set<string>();
  const unique = buttons.filter(({ name }) => !names.has(name) && names.add(name));
  return unique.length === 0 ? undefined : { numbered: map.numbered, buttons: unique };
}
