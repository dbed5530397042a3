/** A usage with its page: `page << 16 | id` (HID 1.11 §6.2.2.8), as WebHID writes it. */
export type Usage = number;

export type ReportKind = 'input' | 'output' | 'feature';
export const reportKinds = ['input', 'output', 'feature'] as const satisfies readonly ReportKind[];

/** One Main item in the shape of WebHID's `HIDReportItem`. What starts with `late` or `bit` is ours. */
export interface ReportItem {
  readonly isConstant: boolean;
  readonly isArray: boolean;
  readonly isAbsolute: boolean;
  readonly hasPreferredState: boolean;
  readonly hasNull: boolean;
  readonly isRange: boolean;
  /** Pages bound where the Usage item stands: Windows, Chromium. Absent in a range. */
  readonly usages?: readonly Usage[] | undefined;
  /** The same, with the page in force at the Main item: HID 1.11 §6.2.2.8. Only from a parsed descriptor. */
  readonly lateUsages?: readonly Usage[] | undefined;
  readonly usageMinimum?: Usage | undefined;
  readonly usageMaximum?: Usage | undefined;
  readonly lateUsageMinimum?: Usage | undefined;
  /** Bits of one field. */
  readonly reportSize: number;
  readonly reportCount: number;
  readonly logicalMinimum: number;
  readonly logicalMaximum: number;
  /** From the byte after the report id. Only from a parsed descriptor: WebHID has it by the order of the items. */
  readonly bitOffset?: number | undefined;
}

export interface ReportInfo {
  /** 0 where the device does not number its reports. */
  readonly reportId: number;
  readonly items: readonly ReportItem[];
}

/** WebHID's `HIDCollectionInfo`. */
export interface Collection {
  readonly usagePage: number;
  readonly usage: number;
  /** 0 physical, 1 application, 2 logical … (HID 1.11 §6.2.2.6). */
  readonly type: number;
  readonly children: readonly Collection[];
  readonly inputReports: readonly ReportInfo[];
  readonly outputReports: readonly ReportInfo[];
  readonly featureReports: readonly ReportInfo[];
}

/** One value of a report. */
export interface Field {
  readonly kind: ReportKind;
  readonly reportId: number;
  /** From the byte after the report id. */
  readonly bit: number;
  /** Bits. */
  readonly size: number;
  /** What it means, both readings of the page; of an array all that it can say, of anything else one. */
  readonly usages: readonly Usage[];
  readonly lateUsages: readonly Usage[];
  readonly isArray: boolean;
  readonly isConstant: boolean;
  readonly isRelative: boolean;
  /** The value stays where it is put: it is a state, not a press. */
  readonly noPreferred: boolean;
  readonly logicalMinimum: number;
  readonly logicalMaximum: number;
  /** Index of the top-level collection. */
  readonly tlc: number;
}

/** Length in bits of each report, by kind and report id. */
export type ReportBits = Record<ReportKind, ReadonlyMap<number, number>>;

/** All that the layouts need, from a descriptor or from WebHID's collections. */
export interface ReportMap {
  readonly collections: readonly Collection[];
  readonly fields: readonly Field[];
  readonly bits: ReportBits;
  /** Every report begins with its id. */
  readonly numbered: boolean;
  readonly complaints: readonly Complaint[];
}

export type ComplaintCode =
  | 'truncated'
  | 'tooLong'
  | 'tooDeep'
  | 'tooManyCollections'
  | 'tooManyItems'
  | 'tooManyFields'
  | 'tooManyUsages'
  | 'reportTooLarge'
  | 'badReportId'
  | 'badRange'
  | 'badDelimiter'
  | 'unbalancedEnd'
  | 'unbalancedPop'
  | 'unclosed'
  | 'outsideCollection';

/** Something that is not as it should be. What stands before it is used. */
export interface Complaint {
  readonly code: ComplaintCode;
  /** Byte in the descriptor; 0 where there is none. */
  readonly offset: number;
}

export type ParseFailure = 'empty' | 'noCollection';
export type ParseResult =
  | { readonly ok: true; readonly map: ReportMap }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: ParseFailure;
        readonly offset: number;
        readonly complaints: readonly Complaint[];
      };
    };

/** Real descriptors stay far below all of these; what goes beyond one is not read further. */
export const limits = {
  /** The most that a device can have (USB `wDescriptorLength` is 16 bits). */
  bytes: 65_535,
  /** Collections within each other, and Push within Push: Chromium's number. */
  depth: 50,
  collections: 1024,
  /** Main items. */
  items: 4096,
  /** Of one Main item. */
  usages: 1024,
  fields: 8192,
  /** Bits of one report: Chromium's number. */
  reportBits: 65_535 * 8,
  complaints: 64,
} as const;
