import { HidError } from './error.ts';
import { mapOfSource } from './identify.ts';
import { createLearner } from './pedal/index.ts';
import type { LearnedPedal, LearnStep } from './pedal/index.ts';
import type { AbortSignalLike, HidPort, ListedDevice } from './ports.ts';

export interface LearningDeps {
  readonly port: HidPort;
  readonly listed: ListedDevice;
  /** The switches in the order they are to be pressed. */
  readonly names: readonly string[];
  readonly signal: AbortSignalLike;
  tell(step: LearnStep): void;
}

/** A device that tells nothing of its reports has one kind of them, or is learned with its id as a byte like any other. */
async function isNumbered(port: HidPort, listed: ListedDevice): Promise<boolean> {
  const source = await port.descriptor(listed).catch(() => undefined);
  return (source && mapOfSource(source))?.numbered ?? false;
}

/** Opens the device for itself, learns one switch after the other, and closes it. A switch that is unclear is asked for again. */
export async function learnPedal({ port, listed, names, signal, tell }: LearningDeps): Promise<LearnedPedal> {
  const learner = createLearner(await isNumbered(port, listed));
  const handle = await port.open(listed.path);
  const waiting = [...names];
  const undo: (() => void)[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const abort = (): void => reject(new HidError('hid.closed'));
      const next = (): void => {
        const [name] = waiting;
        if (name === undefined) resolve();
        else tell(learner.begin(name));
      };
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort);
      undo.push(() => signal.removeEventListener('abort', abort));
      const errors = handle.onError(reject);
      const data = handle.onData((bytes) => {
        const step = learner.handleReport(bytes);
        if (!step) return;
        tell(step);
        if ('done' in step) waiting.shift();
        if ('done' in step || 'problem' in step) next();
      });
      undo.push(errors.dispose, data.dispose);
      next();
    });
  } finally {
    for (const each of undo) each();
    await handle.close();
  }
  const { numbered, buttons } = learner.layout();
  const { vendorId, productId, interface: number } = listed;
  return { vendorId, productId, interface: number, numbered, buttons: [...buttons] };
}
