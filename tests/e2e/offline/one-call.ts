import { networkInterfaces } from 'node:os';
import { launchPosition } from '../../support/electron.ts';

/**
 * A program of its own, to be run in a network of its own: one call at the console that brings its centre along. Writes
 * what came of it as JSON.
 */
const position = await launchPosition({ practice: { seed: 41 }, position: 1, fakeSound: true });
try {
  const window = await position.liveConsole();
  await window.getByRole('button', { name: 'Hopp over' }).click();
  await window.getByRole('button', { name: 'Ett anrop nå' }).click({ timeout: 60_000 });
  const { call } = await position.waitForEvent('call.waiting');
  await window.keyboard.press('F1');
  await position.waitForEvent('call.answered', (event) => event.call === call);
  await position.waitForEvent('audio.first', (event) => event.call === call);
  const networks = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  process.stdout.write(
    JSON.stringify({ heard: true, outside: networks.filter((one) => !one.internal).length }),
  );
} finally {
  await position.close();
}
process.exit(0);
