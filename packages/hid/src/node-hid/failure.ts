import { HidError } from '../error.ts';
import type { HidErrorCode } from '../error.ts';

/**
 * What hidapi's words mean; node-hid hands on nothing but words. Linux gives `strerror`, Windows the number of the error
 * (2 not found, 5 access denied, 20h in use, 48Fh not connected), macOS an IOReturn (E2 not permitted, C5 exclusive, C0 no
 * device).
 */
const meanings: readonly (readonly [RegExp, HidErrorCode])[] = [
  [/permission denied|operation not permitted|access is denied|\(0x0*5\)|0xE00002E2/i, 'hid.denied'],
  [
    /no such (file|device)|not found|device disconnected|input\/output error|\(0x0*(2|48F)\)|0xE00002C0/i,
    'hid.gone',
  ],
  [/resource busy|sharing violation|\(0x0*20\)|0xE00002C5/i, 'hid.busy'],
];

/** The error that the port promises, from whatever node-hid throws or emits: its `error` event carries a mere string. */
export function failureOf(cause: unknown, otherwise: HidErrorCode): HidError {
  if (cause instanceof HidError) return cause;
  const words = cause instanceof Error ? cause.message : String(cause);
  const code = meanings.find(([pattern]) => pattern.test(words))?.[1] ?? otherwise;
  return new HidError(code, { cause, message: words });
}
