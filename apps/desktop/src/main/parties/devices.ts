import type { Report, Site } from '@samband/telephony/contract';
import type { Disposable, Logger } from '@samband/telephony/ports';
import { fromDevicesProcess } from '../../shared/devices.ts';
import type { AskedDevice, ToDevicesProcess } from '../../shared/devices.ts';
import type { WatchClock } from '../supervision/watch.ts';
import { createHosted } from './hosted.ts';
import type { HostedPage } from './hosted.ts';
import { createLives } from './lives.ts';
import type { Mint, Port } from './ports.ts';

export interface DevicesDeps<P extends Port<P>> {
  readonly clock: WatchClock;
  readonly log: Logger;
  mint: Mint<P>;
  open(handlers: { handleLoaded(): void; handleGone(reason: string): void }): HostedPage<P>;
  /** What it must know to begin, as it is at that moment. */
  start(): ToDevicesProcess & { readonly kind: 'start' };
  report(report: Report): void;
  /** Can take a port to the engine now. */
  handleUp(): void;
  handleLearned(pedal: Record<string, unknown>): void;
  /** What a page knows of this device's reports; answers once. */
  describe(device: AskedDevice, answer: (collections: readonly unknown[] | undefined) => void): void;
}

export interface DevicesParty<P extends Port<P>> extends Disposable {
  begin(): void;
  running(): boolean;
  attachEngine(port: P): void;
  tell(message: Exclude<ToDevicesProcess, { kind: 'start' | 'engine' | 'ping' | 'described' }>): void;
  forgive(): void;
}

/** The devices that the site says a position has. */
export function wantedOf(site: Pick<Site, 'devices'> | undefined): { vendorId: number; productId: number }[] {
  const number = (hex: string): number => Number.parseInt(hex, 16);
  return (site?.devices ?? []).map(({ vendor, product }) => ({
    vendorId: number(vendor),
    productId: number(product),
  }));
}

const limits = { every: 1000, silent: 3000, start: 15_000 };

/** Keeps the process that has the headsets and pedals alive. Calls do not need it; what was held down is let go. */
export function createDevicesParty<P extends Port<P>>(deps: DevicesDeps<P>): DevicesParty<P> {
  const { log } = deps;
  const lives = createLives('devices', deps.report);
  /** Counts processes: what one has asked is no other's answer. */
  let life = 0;

  const process = createHosted<P, ToDevicesProcess>({
    ...deps,
    name: 'devices',
    limits,
    ping: (n) => ({ kind: 'ping', n }),
    receive,
    handleUp() {
      process.send(deps.start());
      lives.back();
      deps.handleUp();
    },
    handleGone() {
      life += 1;
      lives.lost();
    },
  });

  function receive(input: unknown): void {
    const parsed = fromDevicesProcess.safeParse(input);
    if (!parsed.success) {
      log.error('devices sent what cannot be read', { issue: parsed.error.issues[0]?.path.join('.') ?? '' });
      return;
    }
    const message = parsed.data;
    if (message.kind === 'pong') process.heard(message.n);
    else if (message.kind === 'learned') deps.handleLearned(message.pedal);
    else describe(message.n, message.device);
  }

  function describe(n: number, device: AskedDevice): void {
    const asker = life;
    deps.describe(device, (collections) => {
      if (life === asker) process.send({ kind: 'described', n, collections });
    });
  }

  return {
    begin: process.start,
    running: process.running,
    attachEngine: (port) => void process.send({ kind: 'engine' }, [port]),
    tell: (message) => void process.send(message),
    forgive: process.forgive,
    dispose: process.dispose,
  };
}
