import type { HidDevice } from '@samband/telephony/contract';
import { isMessageKey } from '../messages/index.ts';
import type { Texts } from '../messages/index.ts';

/** The words of a key that comes from elsewhere; what has none is shown as it is. */
function wordsOr(key: string, otherwise: string, { t }: Texts): string {
  return isMessageKey(key) ? t(key) : otherwise;
}

/** A button's name; a switch that was learned under a name of its own keeps it. */
export function buttonWords(button: string, texts: Texts): string {
  const name = button.slice(button.indexOf('.') + 1);
  const otherwise = button.startsWith('pedal.') ? texts.t('devices.button.pedal', { name }) : name;
  return wordsOr(`devices.button.${button}`, otherwise, texts);
}

export const actionWords = (action: string, texts: Texts): string =>
  wordsOr(`devices.action.${action}`, action, texts);

export function problemOfButton(problem: string, texts: Texts): string {
  return wordsOr(`devices.problem.${problem}`, texts.t('devices.problem.other', { problem }), texts);
}

/** What is wrong with a device and what to do; undefined when it is ready. */
export function troubleWords({ state, why, kind }: HidDevice, { t }: Texts): string | undefined {
  if (state === 'ready') return undefined;
  if (state === 'contended') return t(`devices.contended.${kind}`);
  return t(`devices.unreadable.${why ?? 'failed'}`, { what: t(`devices.the.${kind}`) });
}

/** A lamp by itself; one that has no words is shown as it is. */
export const lampWords = (lamp: string, texts: Texts): string =>
  wordsOr(`devices.lampName.${lamp}`, lamp, texts);

/** What is asked while a lamp blinks. A headset's own ringer is heard. */
export const testedWords = (lamp: string, device: string, texts: Texts): string =>
  texts.t(lamp === 'ringer' ? 'devices.sounds' : 'devices.blinks', { lamp: lampWords(lamp, texts), device });

/** What a device can do, in a line. */
export function abilityWords({ kind, lamps }: HidDevice, buttons: number, texts: Texts): string {
  const { t } = texts;
  if (kind === 'light') return t('devices.light');
  const has = t(kind === 'pedal' ? 'devices.pedals' : 'devices.buttons', { n: buttons });
  const lights = [...new Set(lamps.map((lamp) => wordsOr(`devices.lamp.${lamp}`, lamp, texts)))];
  return lights.length === 0 ? has : `${has} · ${t('devices.lamps', { what: lights.join(', ') })}`;
}
