/** How a device differs from what most do. */
export interface HeadsetQuirks {
  /** How long its answer to a write may take, ms. Jabra answers within 100 ms; other programs wait 500 (GOnnect). */
  readonly ackMs: number;
  /** Off-Hook is cleared while the only call is held, as the maker's own software does. */
  readonly holdClearsOffHook: boolean;
  /** Reject is told by two reports in a row that are on hook (Gigaset; MicroSIP and tSIP read it so). */
  readonly rejectBySecondOnHook: boolean;
}

const usual: HeadsetQuirks = { ackMs: 700, holdClearsOffHook: false, rejectBySecondOnHook: false };

interface Entry {
  readonly vendorId: number;
  /** Absent: all of the vendor's. */
  readonly productIds?: readonly number[];
  readonly quirks: Partial<HeadsetQuirks>;
}

const entries: readonly Entry[] = [
  // Yealink WH66 and its family: purecloudlabs softphone-vendor-headsets, yealink.ts.
  { vendorId: 0x6993, quirks: { holdClearsOffHook: true } },
  // Gigaset ION: its first report while answering lacks hook.
  { vendorId: 0x1e85, quirks: { rejectBySecondOnHook: true } },
];

export function headsetQuirks(vendorId: number, productId: number): HeadsetQuirks {
  const mine = entries.filter(
    (entry) => entry.vendorId === vendorId && (entry.productIds?.includes(productId) ?? true),
  );
  return Object.assign({ ...usual }, ...mine.map(({ quirks }) => quirks)) as HeadsetQuirks;
}
