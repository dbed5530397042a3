/** The part of node-hid that is used: `HIDAsync` alone, since the other class takes a thread of libuv's pool per reader. */
export interface NodeHid {
  devicesAsync(): Promise<readonly NodeHidListing[]>;
  readonly HIDAsync: {
    open(path: string, options: { nonExclusive: boolean }): Promise<NodeHidDevice>;
  };
}

/** One top-level collection of a device. Usages are undefined when they are 0. */
export interface NodeHidListing {
  readonly vendorId: number;
  readonly productId: number;
  readonly path?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
  readonly product?: string | undefined;
  readonly interface: number;
  readonly usagePage?: number | undefined;
  readonly usage?: number | undefined;
}

export interface NodeHidDevice {
  on(event: 'data', listener: (data: Uint8Array) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  off(event: 'data', listener: (data: Uint8Array) => void): unknown;
  write(report: number[]): Promise<number>;
  close(): Promise<void>;
}
