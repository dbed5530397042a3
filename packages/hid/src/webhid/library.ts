/** The part of WebHID (`navigator.hid`) that is used, without the DOM's types: it is injected. */
export interface WebHid {
  getDevices(): Promise<WebHidDevice[]>;
  addEventListener(type: 'connect' | 'disconnect', listener: (event: WebHidConnection) => void): void;
  removeEventListener(type: 'connect' | 'disconnect', listener: (event: WebHidConnection) => void): void;
}

export interface WebHidConnection {
  readonly device: WebHidDevice;
}

export interface WebHidReport {
  readonly reportId: number;
  readonly data: {
    readonly buffer: ArrayBufferLike;
    readonly byteOffset: number;
    readonly byteLength: number;
  };
}

export interface WebHidDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly productName: string;
  readonly collections: readonly {
    readonly usagePage?: number | undefined;
    readonly usage?: number | undefined;
  }[];
  readonly opened: boolean;
  open(): Promise<void>;
  close(): Promise<void>;
  sendReport(reportId: number, data: Uint8Array<ArrayBuffer>): Promise<void>;
  addEventListener(type: 'inputreport', listener: (event: WebHidReport) => void): void;
  removeEventListener(type: 'inputreport', listener: (event: WebHidReport) => void): void;
}
