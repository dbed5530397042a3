import { channels } from '../../shared/channels.ts';
import type { Mint, Port } from './ports.ts';

export interface BrokerDeps<P extends Port<P>> {
  mint: Mint<P>;
  readonly engine: () => {
    running(): boolean;
    attach(id: number, port: P): void;
    attachDevices(port: P): void;
  };
  readonly console: () => {
    running(): boolean;
    deliver(channel: string, message: unknown, ports: P[]): void;
  };
  readonly devices: () => { running(): boolean; attachEngine(port: P): void };
}

/** Gives two parties a fresh pair of ports whenever one of them is new. No traffic passes through main. */
export interface Broker {
  /** Engine and console. */
  introduce(): void;
  /** Engine and devices. */
  introduceDevices(): void;
}

export function createBroker<P extends Port<P>>(deps: BrokerDeps<P>): Broker {
  let screens = 0;
  return {
    introduce() {
      const engine = deps.engine();
      const console = deps.console();
      if (!engine.running() || !console.running()) return;
      const { port1, port2 } = deps.mint();
      engine.attach((screens += 1), port1);
      console.deliver(channels.port, null, [port2]);
    },
    introduceDevices() {
      const engine = deps.engine();
      const devices = deps.devices();
      if (!engine.running() || !devices.running()) return;
      const { port1, port2 } = deps.mint();
      engine.attachDevices(port1);
      devices.attachEngine(port2);
    },
  };
}
