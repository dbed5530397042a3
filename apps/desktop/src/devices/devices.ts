import {
  asHidError,
  createDevices,
  HidError,
  learnedPedalSchema,
  preview,
  problemsOf,
  usualPedalOptions,
} from '@samband/hid';
import type { Clock, DeviceInfo, Devices, DevicesEvent, HidPort, LearnedPedal } from '@samband/hid';
import { toDevices } from '@samband/telephony/contract';
import type {
  ButtonMeaning,
  Desk,
  DeviceLook,
  ToDevices,
  ToEngineFromDevices,
} from '@samband/telephony/contract';
import type { Logger } from '@samband/telephony/ports';
import type { FromDevicesProcess, ToDevicesProcess } from '../shared/devices.ts';
import { boundBy } from './bindings.ts';
import type { Bound } from './bindings.ts';
import { createLearning } from './learning.ts';
import { askedOf, secondCallsOf } from './second.ts';

/** The part of the port to the engine that is used. */
export interface EnginePort {
  postMessage(message: ToEngineFromDevices): void;
  close(): void;
}

export interface DevicesProcessDeps {
  readonly clock: Clock;
  readonly port: HidPort;
  readonly logger: Logger;
  say(message: FromDevicesProcess): void;
}

/**
 * Headsets and pedals, between USB and the engine: presses become actions by what role and person have chosen, the
 * engine's state becomes lamps. Without an engine nothing is kept: a press of before must not answer a call of after.
 */
export interface DevicesProcess {
  handle(message: Exclude<ToDevicesProcess, { kind: 'engine' | 'described' }>): void;
  handleEngine(port: EnginePort): void;
  handleFromEngine(message: unknown): void;
  /** A port that has been replaced is nobody's loss. */
  handleEngineGone(port: EnginePort): void;
  close(): Promise<void>;
}

const nobody: Desk = {
  registered: false,
  ringing: false,
  dialling: false,
  active: false,
  held: false,
  muted: false,
  second: '',
  secondMuted: false,
  secondOwn: false,
  role: '',
  operator: '',
};

export function createDevicesProcess(deps: DevicesProcessDeps): DevicesProcess {
  const { clock, port, logger, say } = deps;
  const known = new Map<string, DeviceInfo>();
  let engine: EnginePort | undefined;
  let desk = nobody;
  let roles: (ToDevicesProcess & { kind: 'start' })['roles'] = {};
  let persons: typeof roles = {};
  let learned: LearnedPedal[] = [];
  let wanted: (ToDevicesProcess & { kind: 'start' })['wanted'] = [];
  let bound: Bound = boundBy();
  let devices: Devices | undefined;
  let left: Promise<void> | undefined;
  /** Counts what was begun: an opening that is overtaken comes to nothing. */
  let turn = 0;
  /** Somebody at this engine has asked what is plugged in, and is told when it changes. */
  let isLookedAt = false;

  const tell = (message: ToEngineFromDevices): void => engine?.postMessage(message);
  const look = (what: DeviceLook): void => tell({ kind: 'look', what });
  const learning = createLearning({
    devices: () => devices,
    look,
    handleLearned(pedal) {
      learned = [...learned, pedal];
      say({ kind: 'learned', pedal });
    },
    report: (report) => tell({ kind: 'report', report }),
  });

  function handleEvent(event: DevicesEvent): void {
    switch (event.type) {
      case 'appeared':
        known.set(event.device.id, event.device);
        tell({
          kind: 'report',
          report: { type: 'hid.appeared', payload: { device: mutable(event.device) } },
        });
        tellMeanings();
        break;
      case 'removed':
        known.delete(event.device);
        tell({ kind: 'report', report: { type: 'hid.removed', payload: { device: event.device } } });
        tellMeanings();
        break;
      case 'listed':
        if (isLookedAt) tellListed();
        break;
      case 'lampTest':
        look({ look: 'lamp', device: event.device, lamp: event.lamp, state: event.state });
        break;
      case 'learning':
        learning.handleStep(event.device, event.step);
        break;
      case 'pressed':
      case 'released':
        look({ look: 'button', device: event.device, button: event.button, down: event.type === 'pressed' });
        ask(event);
        break;
      case 'request':
        ask(event);
        break;
      case 'writeFailed':
      case 'listFailed':
        logger.warn('devices: a lamp or the list failed', { type: event.type, code: event.code });
        break;
      case 'contended':
      case 'unreadable':
      case 'ignored':
        logger.warn('devices: not as it should be', { type: event.type, why: event.why });
        break;
      case 'heldLong':
        logger.warn('devices: held down for long', { button: event.button });
    }
  }

  function ask(event: DevicesEvent & { device: string }): void {
    const asked = askedOf(event, bound.bindings, desk);
    if (!asked) return;
    if ('down' in asked) {
      const how = asked.action === 'ptt.talk' ? 'talk' : 'mute';
      tell({ kind: 'push', how, down: asked.down, ...(asked.why ? { why: asked.why } : {}) });
      return;
    }
    const device = known.get(event.device)?.label ?? event.device;
    const on = event.type === 'request' ? event.to : undefined;
    tell({
      kind: 'press',
      action: asked.action,
      device,
      ...(asked.confirm ? { confirm: true } : {}),
      ...(on === undefined ? {} : { on }),
    });
  }

  function tellMeanings(): void {
    const problems = new Map(problemsOf(bound.bindings).map(({ button, problem }) => [button, problem]));
    const buttons = new Set([...known.values()].flatMap((device) => device.buttons));
    const at = { bindings: bound.bindings, calls: desk, options: bound.headset };
    const meanings = [...buttons].map((button): [string, ButtonMeaning] => {
      const now = preview(button, at);
      const problem = problems.get(button);
      return [
        button,
        {
          bound: bound.bindings[button] ?? 'none',
          ...(now ? { now: now.action, ...(now.confirm ? { confirm: true } : {}) } : {}),
          ...(problem ? { problem } : {}),
        },
      ];
    });
    look({ look: 'meanings', meanings: Object.fromEntries(meanings) });
  }

  function tellListed(): void {
    look({ look: 'listed', devices: (devices?.listed() ?? []).slice(0, 64).map((one) => ({ ...one })) });
  }

  /** Who waits for the end of a test that cannot begin is told of it all the same. */
  function testLamp(device: string, lamp: string): void {
    try {
      if (!devices) throw new HidError('hid.gone');
      devices.testLamp(device, lamp);
    } catch (cause) {
      logger.warn('devices: a lamp cannot be tried', { device, lamp, code: asHidError(cause).code });
      look({ look: 'lamp', device, lamp, state: 'over' });
    }
  }

  /** What role and person have chosen; another way of the headset's own buttons needs the devices opened anew. */
  function bind(): void {
    const before = bound.headset;
    bound = boundBy(roles[desk.role], persons[desk.operator]);
    const isSame =
      before.idleHook === bound.headset.idleHook && before.idleRedial === bound.headset.idleRedial;
    if (devices && !isSame) open();
    tellMeanings();
  }

  function begin(): void {
    devices = createDevices({
      port,
      clock,
      options: { headset: bound.headset, pedal: usualPedalOptions },
      learned,
      wanted,
      emit: handleEvent,
    });
    devices.handleCallState(desk, secondCallsOf(desk));
  }

  /** Those before are closed first: no device is opened by two, however fast people change their minds. */
  function open(): void {
    const mine = (turn += 1);
    const old = devices;
    devices = undefined;
    if (old) left = (left ?? Promise.resolve()).then(() => old.close());
    if (!left) return begin();
    void left.then(() => {
      if (turn === mine) begin();
    });
  }

  function handleDesk(next: Desk): void {
    const isOther = next.role !== desk.role || next.operator !== desk.operator;
    desk = next;
    if (isOther) bind();
    devices?.handleCallState(desk, secondCallsOf(desk));
    if (!isOther) tellMeanings();
  }

  function obey(message: ToDevices): void {
    if (message.kind === 'desk') handleDesk(message.desk);
    else if (message.kind === 'learn') learning.begin(message.device, message.names);
    else if (message.kind === 'stopLearning') learning.stop();
    else if (message.kind === 'lamp') testLamp(message.device, message.lamp);
    else {
      isLookedAt = true;
      tellMeanings();
      tellListed();
    }
  }

  return {
    handle(message) {
      switch (message.kind) {
        case 'ping':
          say({ kind: 'pong', n: message.n });
          break;
        case 'start':
          ({ roles, persons, wanted } = message);
          learned = message.learned.flatMap((one) => {
            const read = learnedPedalSchema.safeParse(one);
            return read.success ? [read.data] : [];
          });
          bound = boundBy(roles[desk.role], persons[desk.operator]);
          open();
          break;
        case 'persons':
          persons = message.persons;
          bind();
          break;
        case 'suspend':
          devices?.handleSuspend();
          break;
        case 'resume':
          devices?.handleResume();
          break;
        case 'hint':
          devices?.handleHint();
      }
    },
    handleEngine(next) {
      const before = engine;
      engine = next;
      isLookedAt = false;
      before?.close();
      for (const device of known.values())
        tell({ kind: 'report', report: { type: 'hid.appeared', payload: { device: mutable(device) } } });
    },
    handleFromEngine(input) {
      const message = toDevices.safeParse(input);
      if (message.success) obey(message.data);
      else logger.warn('devices: the engine said something unknown');
    },
    handleEngineGone(gone) {
      if (engine !== gone) return;
      engine = undefined;
      isLookedAt = false;
      // Who was looking is gone with it; the pedal works again.
      learning.stop();
      // Nobody knows how the calls are: lamps that say so are worse than none.
      desk = { ...nobody, role: desk.role, operator: desk.operator };
      devices?.handleCallState(desk);
    },
    async close() {
      turn += 1;
      await left;
      await devices?.close();
    },
  };
}

/** As the contract has it. */
function mutable(device: DeviceInfo) {
  return { ...device, buttons: [...device.buttons], lamps: [...device.lamps] };
}
