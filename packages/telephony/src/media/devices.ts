import type { AudioHandlers, Clock, Logger } from '../ports/index.ts';
import { compareDevices, noDevices, readDevices, type DeviceList } from './device-list.ts';

/** Knows which devices there are. The only place that enumerates them. */
export interface Devices {
  list(): DeviceList;
  /** Looks now. Never rejects. */
  refresh(): Promise<void>;
  dispose(): void;
}

interface Deps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly handlers: Pick<AudioHandlers, 'handleDeviceAppeared' | 'handleDeviceRemoved'>;
  /** After the handlers, once for each change of the list. */
  changed(): void;
}

// `devicechange` does not come everywhere; looking is cheap.
const lookMs = 1000;
const boundMs = 3000;

export function createDevices({ clock, logger, handlers, changed }: Deps): Devices {
  let list = noDevices;
  let looking: Promise<void> | undefined;
  let disposed = false;

  async function look(): Promise<void> {
    try {
      const infos = await within(clock, boundMs, navigator.mediaDevices.enumerateDevices());
      if (disposed) return;
      const before = list;
      list = readDevices(infos, before);
      const { appeared, removed } = compareDevices(before, list);
      for (const device of removed) handlers.handleDeviceRemoved(device);
      for (const device of appeared) handlers.handleDeviceAppeared(device);
      if (appeared.length > 0 || removed.length > 0) changed();
    } catch (cause) {
      logger.warn('devices could not be listed', { error: String(cause) });
    } finally {
      looking = undefined;
    }
  }
  function refresh(): Promise<void> {
    looking ??= look();
    return looking;
  }

  const onChange = (): void => void refresh();
  navigator.mediaDevices.addEventListener('devicechange', onChange);
  const poll = clock.every(lookMs, onChange);
  return {
    list: () => list,
    refresh,
    dispose() {
      disposed = true;
      poll.dispose();
      navigator.mediaDevices.removeEventListener('devicechange', onChange);
    },
  };
}

/** Bounds a promise of the browser in time. */
export function within<T>(clock: Clock, ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = clock.after(ms, () => reject(new Error(`no answer in ${ms} ms`)));
    promise.then(resolve, reject).finally(() => timer.dispose());
  });
}
