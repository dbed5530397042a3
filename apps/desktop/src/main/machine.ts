import { networkInterfaces } from 'node:os';
import { app, powerMonitor, powerSaveBlocker } from 'electron';
import type { Clock, Logger } from '@samband/telephony/ports';
import { networkSignature } from './hardening/environment.ts';

export interface MachineDeps {
  readonly engine: { woke(): void; forgive(): void };
  readonly consoles: { forgive(): void };
  readonly clock: Clock;
  readonly log: Logger;
}

/** Sleep, network and the operating system's wish to save power. */
export function watchTheMachine({ engine, consoles, clock, log }: MachineDeps): void {
  powerSaveBlocker.start('prevent-display-sleep');
  powerMonitor.on('resume', () => {
    log.info('the PC woke up');
    engine.forgive();
    consoles.forgive();
    engine.woke();
  });
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
