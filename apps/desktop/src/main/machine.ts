import { networkInterfaces } from 'node:os';
import { app, powerMonitor, powerSaveBlocker } from 'electron';
import type { Clock, Logger } from '@samband/telephony/ports';
import { networkSignature } from './hardening/environment.ts';

export interface MachineDeps {
  readonly engine: { woke(): void; forgive(): void };
  readonly consoles: { forgive(): void };
  readonly devices: { forgive(): void; tell(message: { kind: 'suspend' | 'resume' }): void };
  readonly clock: Clock;
  readonly log: Logger;
}

/** Sleep, network and the operating system's wish to save power. */
export function watchTheMachine({ engine, consoles, devices, clock, log }: MachineDeps): void {
  powerSaveBlocker.start('prevent-display-sleep');
  powerMonitor.on('resume', () => {
    log.info('the PC woke up');
    engine.forgive();
    consoles.forgive();
    devices.forgive();
    devices.tell({ kind: 'resume' });
    engine.woke();
  });
  // A pedal that is down when the PC goes to sleep is down for nobody.
  powerMonitor.on('suspend', () => devices.tell({ kind: 'suspend' }));
  let network = networkSignature(networkInterfaces());
  clock.every(1000, () => {
    const now = networkSignature(networkInterfaces());
    if (now === network) return;
    network = now;
    log.info('the network changed');
    engine.woke();
  });
  app.on('child-process-gone', (_event, { type, reason, name }) =>
    log.warn('a process of Chromium was lost', { type, reason, name: name ?? '' }),
  );
}
