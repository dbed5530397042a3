import type { HidError } from './error.ts';

/** Something that must be released. Registered where it is made. */
export interface Disposable {
  dispose(): void;
}

/** Time: the part of the engine's `Clock` that is needed here. */
export interface Clock {
  /** Milliseconds, never going back. */
  mono(): number;
  after(ms: number, run: () => void): Disposable;
  every(ms: number, run: () => void): Disposable;
}

/** A device as the system lists it, once, however many top-level collections it has. */
export interface ListedDevice {
  /** The system's name for it: unique, and new with each plugging in. What is opened. */
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  /** Empty where the device has none. */
  readonly product: string;
  readonly manufacturer: string;
  /** Often empty, and not unique. */
  readonly serial: string;
  /** Of USB; -1 where unknown. */
  readonly interface: number;
  /** Top-level collections that can be reached by `path`; a system that does not tell gives none. */
  readonly collections: readonly { readonly usagePage: number; readonly usage: number }[];
}

/** What a device says of its reports: a descriptor's bytes, or what a browser made of them. */
export type DescriptorSource =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'collections'; readonly collections: unknown };

/** An open device. Reports are as hidapi has them. */
export interface HidHandle {
  /** Whole, the report id first, or 00 where reports have none. Rejects with a `HidError`. */
  write(report: Uint8Array): Promise<void>;
  /** The report id first where reports are numbered, or else the data alone. */
  onData(listener: (report: Uint8Array) => void): Disposable;
  /** Nothing more will come: the device is gone, or cannot be read. */
  onError(listener: (error: HidError) => void): Disposable;
  /** Never rejects. */
  close(): Promise<void>;
}

/** All that the world of USB is here. */
export interface HidPort {
  list(): Promise<readonly ListedDevice[]>;
  /** Shared with the system and with other programs. Rejects with a `HidError`. */
  open(path: string): Promise<HidHandle>;
  /** Undefined where the system does not tell. Rejects with a `HidError`. */
  descriptor(device: ListedDevice): Promise<DescriptorSource | undefined>;
  /** Something may have been plugged in or out. Absent where nothing tells. */
  onHint?(listener: () => void): Disposable;
}

/** `AbortSignal`, without the DOM's types. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
