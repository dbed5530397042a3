import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { devicesAsync, HIDAsync } from 'node-hid';
import type { DescriptorSource, Disposable, HidPort, ListedDevice } from '../ports.ts';
import { createNodeHidPort } from './port.ts';

/** A folder that cannot be watched is looked at again by the clock: see `watch.ts`. */
function watchFolder(folder: string, changed: (name: string) => void): Disposable {
  const watcher = watch(folder, { persistent: false }, (_, name) => changed(name ?? ''));
  watcher.on('error', () => watcher.close());
  return { dispose: () => watcher.close() };
}

/** This PC's devices. `describe` tells of reports where the system does not (Windows, macOS). */
export function nodeHidPort(options?: {
  readonly describe?: (device: ListedDevice) => Promise<DescriptorSource | undefined>;
}): HidPort {
  return createNodeHidPort({
    library: { devicesAsync: () => devicesAsync(), HIDAsync },
    platform: process.platform,
    readFile: (path) => readFile(path),
    watchFolder,
    describe: options?.describe,
  });
}
