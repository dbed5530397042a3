import type { SoundUse } from '../contract/index.ts';
import type { AudioHandlers } from '../ports/index.ts';
import type { Choice } from './device-list.ts';

/** Tells what stands in for a chosen device: each once, and the end of it once. */
export interface StandIn {
  /** What is used now; undefined where nothing may stand in for what is not there. */
  look(choice: Choice | undefined): void;
  /** Another device was chosen, which shows as there until something else is told: so that is told again. */
  renew(): void;
  /** None is chosen, so that none can be back. */
  forget(): void;
}

const nothing: Choice = { id: '', label: '', fallback: true };

export function createStandIn(
  use: SoundUse,
  handlers: Pick<AudioHandlers, 'handleFellBack' | 'handleBack'>,
): StandIn {
  /** The id of what was last told. It survives the moment between two devices. */
  let told: string | undefined;
  let isAnew = false;
  return {
    look(choice) {
      const { id, label, fallback } = choice ?? nothing;
      if (fallback && (isAnew || told !== id)) handlers.handleFellBack(use, label);
      else if (!fallback && told !== undefined) handlers.handleBack(use);
      told = fallback ? id : undefined;
      isAnew = false;
    },
    renew: () => void (isAnew = true),
    forget() {
      told = undefined;
      isAnew = false;
    },
  };
}
