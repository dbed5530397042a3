import { toEngineFromDevices } from '../contract/index.ts';
import type { Desk, DeviceLook, ToDevices, ToEngineFromDevices } from '../contract/index.ts';
import type { Disposable, Logger } from '../ports/index.ts';
import { deskOf } from './desk.ts';
import type { Engine } from './engine.ts';

/** As much of a MessagePort as is used here. */
interface DevicesPort {
  postMessage(message: unknown): void;
  addEventListener(type: 'message' | 'close', listener: (event: { readonly data?: unknown }) => void): void;
  start(): void;
  close(): void;
}

/**
 * The way to the process that has the headsets and pedals: what lamps go by out, presses in, without a detour. One at a
 * time; a port that closes, or is replaced, has let go of whatever it held down, and its devices are gone.
 */
export interface DevicesLink extends Disposable {
  attach(port: DevicesPort | undefined): void;
  /** False: there are no devices to tell. */
  tell(message: ToDevices): boolean;
  /** Something has happened: tells what lamps go by where it has changed. */
  look(): void;
}

const sameDesk = (a: Desk, b: Desk | undefined): boolean =>
  b !== undefined && (Object.keys(a) as (keyof Desk)[]).every((key) => a[key] === b[key]);

export interface DevicesLinkDeps {
  readonly logger: Logger;
  engine(): Engine | undefined;
  /** For the screens that look at devices. */
  handleLook(what: DeviceLook): void;
}

export function createDevicesLink(deps: DevicesLinkDeps): DevicesLink {
  const { logger, engine } = deps;
  let current: DevicesPort | undefined;
  let told: Desk | undefined;

  function look(): void {
    const snapshot = engine()?.snapshot();
    if (!current || !snapshot) return;
    const desk = deskOf(snapshot);
    if (sameDesk(desk, told)) return;
    told = desk;
    tell({ kind: 'desk', desk });
  }

  function tell(message: ToDevices): boolean {
    current?.postMessage(message);
    return current !== undefined;
  }

  function lose(): void {
    current = undefined;
    told = undefined;
    const running = engine();
    running?.push.release('lost');
    for (const { id } of running?.snapshot().hid ?? [])
      running?.handleReport({ type: 'hid.removed', payload: { device: id } });
  }

  function receive(message: ToEngineFromDevices): void {
    const running = engine();
    if (message.kind === 'look') deps.handleLook(message.what);
    else if (message.kind === 'press') running?.handlePress(message);
    else if (message.kind === 'report') running?.handleReport(message.report);
    else if (message.down) running?.push.press(message.how);
    else running?.push.release(message.why ?? 'released');
  }

  return {
    attach(port) {
      const before = current;
      lose();
      before?.close();
      if (!port) return logger.warn('host: devices without a port');
      current = port;
      port.addEventListener('message', ({ data }) => {
        if (current !== port) return;
        const parsed = toEngineFromDevices.safeParse(data);
        if (parsed.success) receive(parsed.data as ToEngineFromDevices);
        else logger.warn('host: devices said something unknown');
      });
      port.addEventListener('close', () => {
        if (current === port) lose();
      });
      port.start();
      look();
    },
    look,
    tell,
    dispose() {
      current?.close();
      current = undefined;
    },
  };
}
