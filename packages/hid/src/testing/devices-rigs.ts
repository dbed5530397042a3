import { afterEach, expect } from 'vitest';
import { devicesRig } from './devices-rig.ts';
import type { DevicesRig } from './devices-rig.ts';

/** Makes the rigs of a test file: registered, nothing rings. After each test they end, and leave nothing behind. */
export function rigsOfTests(): typeof devicesRig {
  const rigs: DevicesRig[] = [];
  afterEach(async () => {
    for (const each of rigs.splice(0)) expect(await each.end()).toEqual([]);
  });
  return (...options) => {
    const made = devicesRig(...options);
    rigs.push(made);
    made.now({});
    return made;
  };
}
