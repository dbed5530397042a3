import { recordingOf } from '@samband/hid/testing';
import { launchPosition, testUser } from '../electron.ts';
import type { Position } from '../electron.ts';
import { startBed } from './bed.ts';
import type { Bed, BedDevice } from './bed.ts';

/** Kills the console's process that has the headsets and pedals, once it is there. */
export async function killDevices({ app }: Pick<Position, 'app'>): Promise<void> {
  for (const watchdog = Date.now() + 20_000; Date.now() < watchdog;) {
    const found = await app.evaluate((electron) => {
      const one = electron.app.getAppMetrics().find(({ name }) => name === 'Samband devices');
      if (one) process.kill(one.pid, 'SIGKILL');
      return one !== undefined;
    });
    if (found) return;
  }
  throw new Error('there is no process for devices');
}

/** The devices' process alone runs in the test bed (Chromium's own would not bear it): it is started again there. */
async function moveIn(position: Position, bed: Bed): Promise<void> {
  const { app, log } = position;
  await app.evaluate((_electron, env) => void Object.assign(process.env, env), bed.env);
  await killDevices(position);
  await log.waitFor('process.back', { where: ({ which }) => which === 'devices' });
  await app.evaluate((_electron, names) => {
    for (const name of names) Reflect.deleteProperty(process.env, name);
  }, Object.keys(bed.env));
}

/** A real Electron with its own centre, whose devices are those of the test bed. */
export interface EquippedPosition {
  readonly position: Position;
  readonly bed: Bed;
  /** A recorded device, by vendor and product; resolves when the console has it. */
  plug(device: readonly [vid: string, pid: string]): Promise<BedDevice>;
  close(): Promise<void>;
}

export async function startEquipped(): Promise<EquippedPosition> {
  const user = await testUser();
  const bed = await startBed(user === undefined ? {} : { as: user });
  // An empty bed has no /dev of its own to be watched: something is in it that is none of ours.
  const { bytes: descriptor = new Uint8Array(), product: name } = recordingOf('046d', '0a37');
  await bed.plug({ vid: '046d', pid: '0a37', product: name, descriptor });
  const position = await launchPosition({ practice: { seed: 41 }, position: 1, fakeSound: true });
  const window = await position.liveConsole();
  await window.getByRole('button', { name: 'Hopp over' }).click();
  await position.waitForEvent('becameReady');
  await moveIn(position, bed);
  return {
    position,
    bed,
    async plug([vid, pid]) {
      const { bytes, product } = recordingOf(vid, pid);
      const from = position.log.mark;
      const plugged = await bed.plug({ vid, pid, product, descriptor: bytes ?? new Uint8Array() });
      await position.log.waitFor('hid.appeared', {
        from,
        where: (event) => event.device.id === `${vid}:${pid}` && event.device.state === 'ready',
      });
      return plugged;
    },
    async close() {
      await position.close();
      await bed.close();
    },
  };
}
