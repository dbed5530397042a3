import type { EngineConfig, Event, ToEngineFromScreen, ToMain, ToScreen } from '../contract/index.ts';
import { SambandError, toEngineFromMain, toEngineFromScreen } from '../contract/index.ts';
import type { ToEngineFromMain } from '../contract/index.ts';
import type { AudioPort, Clock, Disposable, Ids, Logger, PinCheck, SipStack } from '../ports/index.ts';
import type { IdentityReader } from '../queue/index.ts';
import { createDevicesLink } from './devices-link.ts';
import { createEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { createMeters } from './meters.ts';
import type { Meters } from './meters.ts';
import { webPinCheck } from './pin.ts';

/** As much of a MessagePort as the host uses; the DOM's and Node's will do. */
export interface MessagePortLike {
  postMessage(message: unknown): void;
  addEventListener(
    type: 'message' | 'close',
    listener: (event: { readonly data?: unknown; readonly ports?: readonly MessagePortLike[] }) => void,
  ): void;
  start(): void;
  close(): void;
}

export interface HostDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  createSip(config: EngineConfig): SipStack;
  createAudio(config: EngineConfig): AudioPort;
  /** WebCrypto's, unless a test has its own. */
  readonly pins?: PinCheck;
  /** How an INVITE is read; the room `identity` unless a test has its own. */
  readonly reader?: IdentityReader;
}

interface Screen {
  readonly port: MessagePortLike;
  /** It has the snapshot and folds the events that follow. */
  isAttached: boolean;
  /** Asked for the snapshot before there was an engine. */
  isWaiting: boolean;
  /** It shows a level meter. */
  isMetering: boolean;
  /** It looks at devices. */
  isLooking: boolean;
  rubbish: number;
}

/**
 * The page's side of the control port: makes the engine when main says so, passes its events to main and to every
 * screen, and commands the other way. Works the same in Electron's engine window and in a plain page.
 */
export interface EngineHost extends Disposable {
  engine(): Engine | undefined;
}

export function hostEngine(control: MessagePortLike, deps: HostDeps): EngineHost {
  const { logger } = deps;
  const screens = new Map<number, Screen>();
  let engine: Engine | undefined;
  let meters: Meters<Screen> | undefined;
  let unreadable = 0;
  const devices = createDevicesLink({
    logger,
    engine: () => engine,
    handleLook(what) {
      for (const screen of screens.values()) if (screen.isLooking) toScreen(screen, { kind: 'look', what });
    },
  });

  const toMain = (message: ToMain) => control.postMessage(message);

  function toScreen(screen: Screen, message: ToScreen): void {
    try {
      screen.port.postMessage(message);
    } catch (cause) {
      logger.warn('host: a screen could not be told', { why: cause instanceof Error ? cause.message : '' });
    }
  }

  function handleEvent(event: Event): void {
    for (const screen of screens.values()) if (screen.isAttached) toScreen(screen, { kind: 'event', event });
    toMain({ kind: 'event', event });
    devices.look();
  }

  function attach(screen: Screen): void {
    screen.isWaiting = engine === undefined;
    if (!engine) return;
    const isFirst = !screen.isAttached;
    toScreen(screen, { kind: 'snapshot', mono: deps.clock.mono(), snapshot: engine.snapshot() });
    screen.isAttached = true;
    if (isFirst) engine.handleScreenAttached();
  }

  function start(config: EngineConfig): void {
    if (engine) return logger.warn('host: started twice');
    try {
      const audio = deps.createAudio(config);
      meters = createMeters<Screen>({
        clock: deps.clock,
        audio,
        tell: (screen, levels) => toScreen(screen, { kind: 'levels', ...levels }),
      });
      engine = createEngine({
        config,
        sip: deps.createSip(config),
        audio,
        clock: deps.clock,
        ids: deps.ids,
        logger,
        pins: deps.pins ?? webPinCheck(),
        stateFile: { save: (state) => toMain({ kind: 'save', state }) },
        ...(deps.reader ? { reader: deps.reader } : {}),
        onEvent: handleEvent,
        tellDevices: devices.tell,
      });
      engine.start().catch(failed);
    } catch (cause) {
      return failed(cause);
    }
    for (const screen of screens.values()) {
      if (screen.isWaiting) attach(screen);
      meter(screen, screen.isMetering);
    }
  }

  function meter(screen: Screen, on: boolean): void {
    screen.isMetering = on;
    meters?.want(screen, on);
  }

  function failed(cause: unknown): void {
    const code = cause instanceof SambandError ? cause.code : 'internal';
    logger.error('host: the engine could not start', {
      code,
      why: cause instanceof Error ? cause.message : '',
    });
    toMain({ kind: 'failed', code });
  }

  function fromScreen(screen: Screen, message: ToEngineFromScreen): void {
    if (message.kind === 'attach') return attach(screen);
    if (message.kind === 'levels') return meter(screen, message.on);
    if (message.kind === 'looks') {
      screen.isLooking = message.on;
      if (message.on) devices.tell({ kind: 'look' });
      return;
    }
    // A command is never kept for a later engine.
    if (engine) toScreen(screen, { kind: 'reply', reply: engine.handleCommand(message.command as never) });
  }

  function addScreen(id: number, port: MessagePortLike | undefined): void {
    if (!port) return logger.warn('host: a screen without a port');
    const before = screens.get(id);
    if (before) meter(before, false);
    before?.port.close();
    const screen: Screen = {
      port,
      isAttached: false,
      isWaiting: false,
      isMetering: false,
      isLooking: false,
      rubbish: 0,
    };
    screens.set(id, screen);
    port.addEventListener('message', ({ data }) => {
      const parsed = toEngineFromScreen.safeParse(data);
      if (parsed.success) return fromScreen(screen, parsed.data);
      screen.rubbish += 1;
      if (Number.isInteger(Math.log2(screen.rubbish)))
        logger.warn('host: a screen said something unknown', { screen: id, count: screen.rubbish });
    });
    port.addEventListener('close', () => {
      meter(screen, false);
      if (screens.get(id) === screen) screens.delete(id);
    });
    port.start();
  }

  control.addEventListener('message', ({ data, ports }) => {
    const parsed = toEngineFromMain.safeParse(data);
    if (!parsed.success) {
      unreadable += 1;
      return logger.warn('host: main said something unknown', { count: unreadable });
    }
    const message = parsed.data as ToEngineFromMain;
    switch (message.kind) {
      case 'start':
        return start(message.config);
      case 'ping':
        return toMain({ kind: 'pong', n: message.n });
      case 'screen':
        return addScreen(message.id, ports?.[0]);
      case 'report':
        return engine?.handleReport(message.report);
      case 'devices':
        return devices.attach(ports?.[0]);
      case 'look':
        if (engine) toMain({ kind: 'snapshot', snapshot: engine.snapshot() });
        return;
      case 'woke':
        return engine?.handleWoke();
    }
  });
  control.start();

  return {
    engine: () => engine,
    dispose() {
      devices.dispose();
      meters?.dispose();
      engine?.dispose();
      for (const screen of screens.values()) screen.port.close();
      screens.clear();
      control.close();
    },
  };
}
