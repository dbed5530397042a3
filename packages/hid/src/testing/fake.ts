import { HidError } from '../error.ts';
import type { HidErrorCode } from '../error.ts';
import { parseDescriptor } from '../descriptor/index.ts';
import { headsetLayout } from '../layout/index.ts';
import type { Clock, DescriptorSource, Disposable, HidHandle, HidPort, ListedDevice } from '../ports.ts';
import { createHeadsetModel, plainManners } from './model.ts';
import type { HeadsetModel, Manners } from './model.ts';
import { recordingOf, toHex } from './recordings.ts';

export interface FakePlug {
  readonly vid: string;
  readonly pid: string;
  /** Of the recording, unless told otherwise; null: the system tells nothing. */
  readonly bytes?: Uint8Array | null;
  readonly product?: string;
  readonly interface?: number;
  /** A new one unless told. */
  readonly path?: string;
  /** A headset behaves so; absent, it only takes what is written. */
  readonly manners?: Partial<Manners>;
}

/** One device that is plugged in. */
export interface FakeDevice {
  readonly listed: ListedDevice;
  /** What was written, in hexadecimal digits. */
  readonly written: string[];
  /** A headset with manners. */
  readonly model: HeadsetModel | undefined;
  /** Sends a report to whoever has it open. */
  send(report: Uint8Array): void;
  unplug(): void;
  /** The next openings, writes or readings of the descriptor fail so; undefined: they succeed. */
  fail(what: 'open' | 'write' | 'descriptor', code: HidErrorCode | undefined): void;
  /** Reading breaks off, though the device is still listed. */
  breakOff(code: HidErrorCode): void;
  opened(): number;
}

export interface FakePort extends HidPort, Disposable {
  readonly onHint: NonNullable<HidPort['onHint']>;
  plug(plug: FakePlug): FakeDevice;
  /** The list cannot be had. */
  failList(code: HidErrorCode | undefined): void;
  lists(): number;
  /** Handles that have not been closed, and listeners that have not been disposed of. */
  leaks(): string[];
}

interface Open {
  readonly data: Set<(report: Uint8Array) => void>;
  readonly errors: Set<(error: HidError) => void>;
  failure: HidError | undefined;
}

interface Entry extends FakeDevice {
  readonly source: DescriptorSource | undefined;
  readonly failures: Map<string, HidErrorCode>;
  readonly handles: Set<Open>;
}

/** USB in memory: devices come, go, refuse and break, as told. */
export function fakePort(clock: Clock): FakePort {
  const entries = new Map<string, Entry>();
  const hints = new Set<() => void>();
  const models: HeadsetModel[] = [];
  let count = 0;
  let lists = 0;
  let listFailure: HidErrorCode | undefined;

  const hint = (): void => hints.forEach((listener) => listener());

  function refuse(entry: Entry | undefined, what: string): Entry {
    if (!entry) throw new HidError('hid.gone');
    const code = entry.failures.get(what);
    if (code) throw new HidError(code);
    return entry;
  }

  function fail(entry: Entry, code: HidErrorCode): void {
    const error = new HidError(code);
    for (const handle of entry.handles) {
      handle.failure = error;
      for (const listener of handle.errors) listener(error);
    }
  }

  function plug(given: FakePlug): FakeDevice {
    const path = given.path ?? `fake:${++count}`;
    const bytes = given.bytes === undefined ? recordingOf(given.vid, given.pid).bytes : given.bytes;
    const parsed = bytes ? parseDescriptor(bytes) : undefined;
    const map = parsed?.ok ? parsed.map : undefined;
    const layout = map && headsetLayout(map);
    const handles = new Set<Open>();
    const written: string[] = [];
    const send = (report: Uint8Array): void => {
      for (const handle of handles) for (const listener of handle.data) listener(report.slice());
    };
    const entry: Entry = {
      listed: {
        path,
        vendorId: Number.parseInt(given.vid, 16),
        productId: Number.parseInt(given.pid, 16),
        product: given.product ?? `Fake ${given.vid}:${given.pid}`,
        manufacturer: 'Fake',
        serial: '',
        interface: given.interface ?? 0,
        collections: (map?.collections ?? []).map(({ usagePage, usage }) => ({ usagePage, usage })),
      },
      written,
      source: bytes ? { kind: 'bytes', bytes } : undefined,
      failures: new Map(),
      handles,
      model:
        given.manners && layout
          ? createHeadsetModel({ layout, manners: { ...plainManners, ...given.manners }, clock, send })
          : undefined,
      send,
      unplug() {
        entries.delete(path);
        entry.model?.dispose();
        fail(entry, 'hid.gone');
        hint();
      },
      fail(what, code) {
        if (code) entry.failures.set(what, code);
        else entry.failures.delete(what);
      },
      breakOff: (code) => fail(entry, code),
      opened: () => handles.size,
    };
    entries.set(path, entry);
    if (entry.model) models.push(entry.model);
    hint();
    return entry;
  }

  function handleOf(entry: Entry): HidHandle {
    const handle: Open = { data: new Set(), errors: new Set(), failure: undefined };
    let isClosed = false;
    entry.handles.add(handle);
    const add = <T>(set: Set<T>, listener: T) => {
      set.add(listener);
      return { dispose: () => void set.delete(listener) };
    };
    return {
      async write(report) {
        await Promise.resolve();
        if (isClosed) throw new HidError('hid.closed');
        if (handle.failure) throw handle.failure;
        refuse(entries.get(entry.listed.path), 'write');
        entry.written.push(toHex(report));
        entry.model?.handleWrite(report);
      },
      onData: (listener) => add(handle.data, listener),
      onError(listener) {
        if (handle.failure) listener(handle.failure);
        return add(handle.errors, listener);
      },
      async close() {
        isClosed = true;
        await Promise.resolve();
        entry.handles.delete(handle);
      },
    };
  }

  return {
    plug,
    async list() {
      lists += 1;
      await Promise.resolve();
      if (listFailure) throw new HidError(listFailure);
      return [...entries.values()].map(({ listed }) => listed);
    },
    async open(path) {
      await Promise.resolve();
      return handleOf(refuse(entries.get(path), 'open'));
    },
    async descriptor({ path }) {
      await Promise.resolve();
      return refuse(entries.get(path), 'descriptor').source;
    },
    onHint(listener) {
      hints.add(listener);
      return { dispose: () => void hints.delete(listener) };
    },
    dispose() {
      for (const model of models) model.dispose();
    },
    failList: (code) => void (listFailure = code),
    lists: () => lists,
    leaks() {
      const left = [...entries.values()].flatMap(({ listed, handles }) =>
        [...handles].map(
          (handle) => `${listed.path} open, ${handle.data.size + handle.errors.size} listeners`,
        ),
      );
      return hints.size > 0 ? [...left, `${hints.size} hints`] : left;
    },
  };
}
