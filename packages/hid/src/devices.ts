import { createDevice } from './device.ts';
import type { Device, DeviceOptions } from './device.ts';
import { asHidError, HidError } from './error.ts';
import { whyUnreadable } from './events.ts';
import type { DeviceInfo, DevicesEvent } from './events.ts';
import { noCalls } from './headset/index.ts';
import type { HeadsetCalls } from './headset/index.ts';
import { identityOf, knownIdentity, looksLikeHeadset, mapOfSource } from './identify.ts';
import type { Identity } from './identify.ts';
import { createIds } from './ids.ts';
import { learnPedal } from './learning.ts';
import type { LearnedPedal } from './pedal/index.ts';
import type { AbortSignalLike, Clock, Disposable, HidHandle, HidPort, ListedDevice } from './ports.ts';
import { createWatch } from './watch.ts';

export interface DevicesDeps {
  readonly port: HidPort;
  readonly clock: Clock;
  readonly options: DeviceOptions;
  /** What learn mode has kept for this PC. */
  readonly learned: readonly LearnedPedal[];
  /** Vendor and product of what this position should have: looked for while it is missing. */
  readonly wanted?: readonly { readonly vendorId: number; readonly productId: number }[];
  emit(event: DevicesEvent): void;
}

/** Every headset, pedal and light of the PC, any number at once. */
export interface Devices {
  /** `second`: the headset of this id has other calls (who listens in wears it: see `HeadsetCalls.listens`). */
  handleCallState(calls: HeadsetCalls, second?: SecondCalls): void;
  handleSuspend(): void;
  /** The computer woke up: devices may be gone, and lamps dark. */
  handleResume(): void;
  /** Something may have been plugged in or out. */
  handleHint(): void;
  /**
   * Learns the switches of this device, which does nothing else meanwhile: press and let go, as the events `learning`
   * say. Rejects when it is gone, when `signal` aborts, or when nothing could be learned.
   */
  learn(device: string, names: readonly string[], signal: AbortSignalLike): Promise<LearnedPedal>;
  /**
   * Blinks one lamp by its name for about two and a half seconds, told by the events `lampTest`; a light goes through its
   * colours. Whatever happens to the calls ends it, and so do sleep, pulling it out, and another test. Throws where there
   * is no such lamp (`hid.gone`), or where something rings or somebody speaks (`hid.busy`).
   */
  testLamp(device: string, lamp: string): void;
  /** Everything that is plugged in, ours or not: what can be learned. */
  listed(): readonly { readonly id: string; readonly label: string }[];
  /** Pedals let go, lamps off, everything closed. */
  close(): Promise<void>;
}

export interface SecondCalls {
  readonly device: string;
  readonly calls: HeadsetCalls;
}

interface Entry {
  readonly id: string;
  readonly listed: ListedDevice;
  stage: 'opening' | 'open' | 'unreadable' | 'ignored' | 'learning' | 'over';
  /** Counts what was begun: an opening that is overtaken comes to nothing. */
  turn: number;
  device: Device | undefined;
  info: DeviceInfo | undefined;
  /** Until a contended device counts as ready again. */
  calming: Disposable | undefined;
}

/** How long another program must have been quiet, ms. */
const calmMs = 60_000;

function isSame(one: ListedDevice, other: ListedDevice): boolean {
  const facts = ({
    vendorId,
    productId,
    serial,
    product,
    collections,
    interface: number,
  }: ListedDevice): string =>
    JSON.stringify([
      vendorId,
      productId,
      serial,
      product,
      number,
      collections.map(({ usagePage, usage }) => [usagePage, usage]),
    ]);
  return facts(one) === facts(other);
}

function infoOf({ id, listed }: Entry, identity: Identity | undefined): DeviceInfo {
  const label = listed.product === '' ? id : listed.product;
  const base = { id, label, state: 'ready', buttons: [], lamps: [] } as const;
  if (identity?.kind === 'pedal')
    return { ...base, kind: 'pedal', buttons: identity.layout.buttons.map(({ name }) => `pedal.${name}`) };
  if (identity?.kind === 'light') return { ...base, kind: 'light', lamps: ['colour'] };
  // What looks like one and cannot be read is one, to the operator.
  const layout = identity?.layout;
  return {
    ...base,
    kind: 'headset',
    buttons: Object.keys(layout?.inputs ?? {}).map((name) => `headset.${name}`),
    lamps: Object.keys(layout?.lamps ?? {}),
  };
}

export function createDevices(deps: DevicesDeps): Devices {
  const { port, clock, options, emit } = deps;
  const ids = createIds();
  const entries = new Map<string, Entry>();
  const closings = new Set<Promise<void>>();
  let learned = deps.learned;
  let calls = noCalls;
  let second: SecondCalls | undefined;
  let isClosed = false;

  const isMissing = (): boolean => {
    const all = [...entries.values()];
    const isThere = ({ vendorId, productId }: { vendorId: number; productId: number }): boolean =>
      all.some(({ listed }) => listed.vendorId === vendorId && listed.productId === productId);
    return (
      all.some(({ stage }) => stage === 'unreadable') || (deps.wanted ?? []).some((one) => !isThere(one))
    );
  };

  const callsOf = ({ id }: Entry): HeadsetCalls => (second?.device === id ? second.calls : calls);

  const watch = createWatch({
    port,
    clock,
    handleListed,
    handleFailed: ({ code }) => emit({ type: 'listFailed', code }),
    isMissing,
  });

  function handleListed(devices: readonly ListedDevice[]): void {
    const now = new Map(devices.map((listed) => [listed.path, listed]));
    const before = new Set(entries.values());
    for (const entry of entries.values()) {
      const listed = now.get(entry.listed.path);
      // Linux gives a path away again: another device may be there, or the same one, listed in the middle of plugging in.
      if (!listed || !isSame(listed, entry.listed)) remove(entry);
    }
    for (const listed of devices) {
      const entry = entries.get(listed.path) ?? add(listed);
      if (entry.stage === 'unreadable') void open(entry);
    }
    const isSameList =
      before.size === entries.size && [...entries.values()].every((entry) => before.has(entry));
    if (!isSameList) emit({ type: 'listed' });
  }

  function add(listed: ListedDevice): Entry {
    const entry: Entry = {
      id: ids.take(listed),
      listed,
      stage: 'ignored',
      turn: 0,
      device: undefined,
      info: undefined,
      calming: undefined,
    };
    entries.set(listed.path, entry);
    void open(entry);
    return entry;
  }

  /** What the device is, by its number or by what it says of itself. */
  async function identify({ listed }: Entry): Promise<Identity | undefined> {
    const known = knownIdentity(listed, learned);
    if (known) return known;
    const source = await port.descriptor(listed);
    const map = source && mapOfSource(source);
    if (map) return identityOf(listed, map);
    if (looksLikeHeadset(listed)) throw new HidError('hid.unreadable');
    return undefined;
  }

  async function open(entry: Entry): Promise<void> {
    entry.stage = 'opening';
    const turn = ++entry.turn;
    // It may be unplugged, or all may be closed, while it is being opened.
    const isOver = (): boolean => isClosed || entry.turn !== turn;
    let identity: Identity | undefined;
    try {
      identity = await identify(entry);
      if (isOver()) return;
      if (!identity) {
        entry.stage = 'ignored';
        return;
      }
      const handle = await port.open(entry.listed.path);
      if (isOver()) await handle.close();
      else start(entry, identity, handle);
    } catch (cause) {
      if (!isOver()) refuse(entry, identity, asHidError(cause));
    }
  }

  function start(entry: Entry, identity: Identity, handle: HidHandle): void {
    entry.stage = 'open';
    tell(entry, infoOf(entry, identity));
    const device = createDevice({
      ...{ id: entry.id, listed: entry.listed, identity, handle, clock, options, calls: callsOf(entry) },
      emit(event) {
        if (event.type === 'contended') handleContended(entry);
        emit(event);
      },
      handleLost() {
        remove(entry);
        emit({ type: 'listed' });
        // It may be listed still, and can be opened again when all is quiet.
        watch.hint();
      },
    });
    // It can be lost while it is made.
    if (entries.get(entry.listed.path) === entry) entry.device = device;
    else void device.close();
  }

  function handleContended(entry: Entry): void {
    if (!entry.info) return;
    if (entry.info.state !== 'contended') tell(entry, { ...entry.info, state: 'contended' });
    entry.calming?.dispose();
    entry.calming = clock.after(calmMs, () => {
      if (entry.info) tell(entry, { ...entry.info, state: 'ready' });
    });
  }

  function tell(entry: Entry, info: DeviceInfo): void {
    entry.info = info;
    emit({ type: 'appeared', device: info });
  }

  function refuse(entry: Entry, identity: Identity | undefined, error: HidError): void {
    // Gone before it could be opened: the next list says so.
    if (error.code === 'hid.gone') {
      entry.stage = 'unreadable';
      return;
    }
    const why = whyUnreadable(error.code);
    const isNews = entry.info?.why !== why;
    entry.stage = 'unreadable';
    // What is none of ours need not be readable.
    if (!isNews || (!identity && !looksLikeHeadset(entry.listed))) return;
    tell(entry, { ...infoOf(entry, identity), state: 'unreadable', why });
    emit({ type: 'unreadable', device: entry.id, why });
  }

  /** Ends the device; the entry stays. */
  function stop(entry: Entry): Promise<void> {
    const { device, calming } = entry;
    calming?.dispose();
    entry.device = undefined;
    entry.stage = 'over';
    entry.turn += 1;
    if (!device) return Promise.resolve();
    const closing = device.close().finally(() => closings.delete(closing));
    closings.add(closing);
    return closing;
  }

  function remove(entry: Entry): void {
    entries.delete(entry.listed.path);
    ids.free(entry.id);
    const { info } = entry;
    void stop(entry);
    if (info) emit({ type: 'removed', device: entry.id });
  }

  async function reopen(entry: Entry): Promise<void> {
    await stop(entry);
    if (!isClosed && entries.get(entry.listed.path) === entry) await open(entry);
  }

  const byId = (id: string): Entry | undefined => [...entries.values()].find((entry) => entry.id === id);

  return {
    handleCallState(next, other) {
      calls = next;
      second = other;
      for (const entry of entries.values()) entry.device?.handleCallState(callsOf(entry));
    },
    handleSuspend() {
      for (const { device } of entries.values()) device?.handleSuspend();
    },
    handleResume() {
      for (const entry of entries.values()) if (entry.stage === 'open') void reopen(entry);
      watch.hint();
    },
    handleHint: () => watch.hint(),
    async learn(id, names, signal) {
      const entry = byId(id);
      if (!entry) throw new HidError('hid.gone');
      // A headset has no switches to be learned, and a device is learned once at a time.
      if (entry.stage === 'learning' || looksLikeHeadset(entry.listed)) throw new HidError('hid.busy');
      await stop(entry);
      entry.stage = 'learning';
      try {
        const pedal = await learnPedal({
          ...{ port, listed: entry.listed, names, signal },
          tell: (step) => emit({ type: 'learning', device: id, step }),
        });
        const { vendorId, productId } = pedal;
        const isOther = (other: LearnedPedal): boolean =>
          other.vendorId !== vendorId || other.productId !== productId;
        learned = [...learned.filter(isOther), pedal];
        return pedal;
      } finally {
        if (!isClosed && entries.get(entry.listed.path) === entry) void open(entry);
      }
    },
    testLamp(id, lamp) {
      const { device, info } = byId(id) ?? {};
      if (!device || info?.lamps.includes(lamp) !== true) throw new HidError('hid.gone');
      for (const other of entries.values()) other.device?.endTest();
      device.testLamp(lamp);
    },
    listed: () =>
      [...entries.values()].map(({ id, listed }) => ({
        id,
        label: listed.product === '' ? id : listed.product,
      })),
    async close() {
      isClosed = true;
      watch.dispose();
      const all = [...entries.values()];
      entries.clear();
      for (const entry of all) void stop(entry);
      // Also those that were unplugged a moment ago.
      await Promise.all(closings);
    },
  };
}
