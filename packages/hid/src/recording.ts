import { z } from 'zod';
import { parseDescriptor } from './descriptor/index.ts';
import type { ReportMap } from './descriptor/index.ts';
import { mapOfCollections } from './descriptor/index.ts';

const hex = z
  .string()
  .regex(/^([0-9a-f]{2})*$/)
  .max(131_070);

const lampStep = z.object({
  kind: z.literal('lamp'),
  name: z.string().max(32),
  on: z.boolean(),
  /** What was written, the report id first. */
  written: z.array(hex).max(16),
  /** What the owner saw. */
  seen: z.enum(['yes', 'no', 'skipped']),
});
const buttonStep = z.object({
  kind: z.literal('button'),
  name: z.string().max(32),
  /** What came while the owner pressed it and let it go. */
  reports: z.array(hex).max(1000),
  pressed: z.enum(['yes', 'skipped']),
});

/** What an owner has recorded of a device: enough to test with it where there is none. */
export const recordingSchema = z.object({
  version: z.literal(1),
  vendorId: z.int().min(0).max(0xffff),
  productId: z.int().min(0).max(0xffff),
  product: z.string().max(256),
  manufacturer: z.string().max(256),
  /** `process.platform`: reports and collections differ by system. */
  platform: z.string().max(32),
  descriptor: hex.optional(),
  collections: z.unknown().optional(),
  /** As `npm run -s hid -- layout` prints it. */
  layout: z.unknown().optional(),
  /** In their order. */
  steps: z.array(z.discriminatedUnion('kind', [buttonStep, lampStep])).max(1000),
});
export type DeviceRecording = z.infer<typeof recordingSchema>;
export type RecordedStep = DeviceRecording['steps'][number];

export const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
export const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** What the recorded device says of itself; undefined where nothing was to be had, or it cannot be read. */
export function mapOfRecording({ descriptor, collections }: DeviceRecording): ReportMap | undefined {
  if (descriptor === undefined) return mapOfCollections(collections);
  const result = parseDescriptor(bytesOf(descriptor));
  return result.ok ? result.map : undefined;
}
