import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What a simulated party did, as far as the demonstration looks at it; see `PartyEvent` of the training package. */
const lineSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('called'), call: z.string(), number: z.string(), to: z.string() }),
  z.object({ type: z.literal('answered'), call: z.string() }),
  z.object({ type: z.literal('gaveUp'), call: z.string() }),
  z.object({
    type: z.literal('calledBack'),
    call: z.string(),
    of: z.string(),
    by: z.string(),
    number: z.string(),
  }),
  z.object({
    type: z.literal('ended'),
    call: z.string(),
    by: z.string(),
    heard: z.boolean(),
    spokeMs: z.number(),
  }),
]);
export type PartyLine = z.infer<typeof lineSchema>;

/** All that the parties told so far. Lines of another kind, and one that is only half written, are left out. */
export function readParties(profile: string): PartyLine[] {
  const file = join(profile, 'practice', 'parties.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text) => {
      try {
        const line = lineSchema.safeParse(JSON.parse(text));
        return line.success ? [line.data] : [];
      } catch {
        return [];
      }
    });
}
