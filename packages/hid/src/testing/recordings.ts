import { parseDescriptor } from '../descriptor/index.ts';
import type { ReportMap } from '../descriptor/index.ts';
import type { WrittenLayout } from '../layout/describe.ts';
import { bytesOf as fromHex, hexOf as toHex } from '../recording.ts';
import data from './descriptors.json' with { type: 'json' };

export { fromHex, toHex };

export interface SampleReport {
  readonly direction: 'in' | 'out';
  /** As hidapi has it: the id first where reports are numbered; 00 before what is written where they are not. */
  readonly reportHex: string;
  readonly meaning: string;
}

/** A device as others have seen it: its descriptor, what it sends, what is written to it. */
export interface Recording {
  readonly vendor: string;
  readonly product: string;
  /** Four hexadecimal digits; undefined where unknown. */
  readonly vid: string | undefined;
  readonly pid: string | undefined;
  readonly kind: string;
  readonly bytes: Uint8Array | undefined;
  readonly sampleReports: readonly SampleReport[];
  readonly expected: WrittenLayout | undefined;
  /** Throws where there are no bytes. */
  map(): ReportMap;
}

interface Written {
  readonly vendor: string;
  readonly product: string;
  readonly vid: string | null;
  readonly pid: string | null;
  readonly kind: string;
  readonly descriptorHex?: string | null;
  readonly syntheticDescriptorHex?: string;
  readonly sampleReports: readonly SampleReport[];
  readonly expected?: WrittenLayout;
}

export function mapOf(bytes: Uint8Array | undefined): ReportMap {
  const result = parseDescriptor(bytes ?? new Uint8Array());
  if (!result.ok) throw new Error(result.error.code);
  return result.map;
}

export const recordings: readonly Recording[] = (data as readonly Written[]).map((entry) => {
  const hex = entry.descriptorHex ?? entry.syntheticDescriptorHex;
  const bytes = hex === undefined ? undefined : fromHex(hex);
  const { vendor, product, kind, sampleReports, expected } = entry;
  const vid = entry.vid ?? undefined;
  const pid = entry.pid ?? undefined;
  return { vendor, product, vid, pid, kind, sampleReports, expected, bytes, map: () => mapOf(bytes) };
});

/** The recording of this product; throws when there is none. */
export function recordingOf(vid: string, pid: string): Recording {
  const found = recordings.find((entry) => entry.vid === vid && entry.pid === pid);
  if (!found) throw new Error(`nothing recorded of ${vid}:${pid}`);
  return found;
}
