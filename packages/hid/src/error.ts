/** What kind of trouble it is, in the contract's words. */
export type HidErrorCategory = 'permission' | 'state' | 'input' | 'internal';

export type HidErrorCode =
  /** The system refuses access: on Linux a missing udev rule, on macOS Input Monitoring. */
  | 'hid.denied'
  /** Unplugged, or never there. */
  | 'hid.gone'
  /** Another program has it to itself, or the system keeps it (keyboards on Windows). */
  | 'hid.busy'
  /** The port was closed while something was still wanted of it. */
  | 'hid.closed'
  /** A report was not written, or not whole. */
  | 'hid.writeFailed'
  /** What the device says of itself cannot be read. */
  | 'hid.unreadable'
  | 'hid.failed';

const categories: Record<HidErrorCode, HidErrorCategory> = {
  'hid.denied': 'permission',
  'hid.gone': 'state',
  'hid.busy': 'state',
  'hid.closed': 'state',
  'hid.writeFailed': 'state',
  'hid.unreadable': 'input',
  'hid.failed': 'internal',
};

/**
 * The room's one error, in the shape of the contract's `SambandError`: whoever crosses a process border turns it
 * into a problem by copying its fields.
 */
export class HidError extends Error {
  readonly code: HidErrorCode;
  readonly category: HidErrorCategory;
  /** A key of the UI's catalogue. */
  readonly messageKey: string;

  constructor(code: HidErrorCode, options?: { cause?: unknown; message?: string }) {
    super(options?.message ?? code, options);
    this.name = 'HidError';
    this.code = code;
    this.category = categories[code];
    this.messageKey = `error.${code}`;
  }
}

/** Anything thrown, as this room's error. */
export function asHidError(cause: unknown, code: HidErrorCode = 'hid.failed'): HidError {
  return cause instanceof HidError ? cause : new HidError(code, { cause });
}
