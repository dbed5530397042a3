import type { ToEngineFromDevices } from '../contract/index.ts';
import type { Clock } from '../ports/index.ts';

export type DevicePress = Omit<ToEngineFromDevices & { kind: 'press' }, 'kind'>;

/** How long (ms) a press that must be confirmed waits for the second one. */
export const confirmWithinMs = 5000;

/**
 * A headset's hook may mean that a call is over, or be a slip: such a press is carried out when it comes a second time.
 * True: now.
 */
export function createConfirmation(clock: Clock): (press: DevicePress) => boolean {
  let asked: { readonly action: string; readonly at: number } | undefined;
  return ({ action, confirm }) => {
    if (confirm !== true) return true;
    const isSecond = asked?.action === action && clock.mono() - asked.at < confirmWithinMs;
    asked = isSecond ? undefined : { action, at: clock.mono() };
    return isSecond;
  };
}
