import { z } from 'zod';

/** What the right zone can hold, each as a tab, in this order. */
export const tabs = ['quick', 'phonebook', 'log'] as const;
/** What a row of the queue tells besides who waits and for how long. */
export const columns = ['number', 'line', 'place', 'ahead'] as const;

/** How a role's screen is laid out: three zones that never move, and what is in them. */
export const layoutSchema = z.strictObject({
  id: z.string().min(1).max(32),
  /** Widths in percent of the window, as they are before a person drags them. */
  zones: z
    .strictObject({
      queue: z.int().min(15).max(60),
      call: z.int().min(25).max(70),
      reach: z.int().min(15).max(60),
    })
    .default({ queue: 26, call: 48, reach: 26 }),
  columns: z.array(z.enum(columns)).max(8).default(['number', 'line', 'place']),
  tabs: z.array(z.enum(tabs)).min(1).max(8).default(['quick', 'phonebook', 'log']),
  /** The list of unanswered calls stands under the queue. */
  unanswered: z.boolean().default(true),
  /** Number field and keypad stand open in the right zone. */
  dialPad: z.enum(['open', 'folded']).default('folded'),
});
export type Layout = z.infer<typeof layoutSchema>;

const layout = (id: string, more: Omit<z.input<typeof layoutSchema>, 'id'> = {}): Layout =>
  layoutSchema.parse({ id, ...more });

/** What a site has without a word of its own. A site's layout of the same id takes the place of one of these. */
export const standardLayouts: readonly Layout[] = [
  layout('amk-medical'),
  // Speaks with units more than with callers: whom to reach comes first, the callers' places too.
  layout('amk-resource', { zones: { queue: 24, call: 42, reach: 34 }, columns: ['line', 'place'] }),
  // Long queues of the same kind: the number and how many wait before.
  layout('legevakt', { zones: { queue: 32, call: 42, reach: 26 }, columns: ['number', 'line', 'ahead'] }),
  // Has no queue of its own: calls come straight to the position and go out from it.
  layout('akuttmottak', {
    zones: { queue: 22, call: 42, reach: 36 },
    unanswered: true,
    tabs: ['phonebook', 'quick', 'log'],
    dialPad: 'open',
  }),
  layout('supervisor', { zones: { queue: 36, call: 36, reach: 28 }, tabs: ['log', 'quick', 'phonebook'] }),
];
