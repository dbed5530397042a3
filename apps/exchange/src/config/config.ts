import { isIPv4 } from 'node:net';
import { z } from 'zod';

const address = z.string().refine((text) => isIPv4(text), 'an IPv4 address, as in 127.0.0.1');
const port = z.int().min(1024).max(65535);
const seconds = z.int().min(1).max(86_400);
const duration = z.string().regex(/^\d{1,6} (ms|s|min|h)$/, 'a number and a unit, as in "10 s"');
/** Text that ends in a dial plan, a URI or a speech synthesiser: no quotes, brackets or control characters. */
const plainText = z
  .string()
  .regex(/^[\p{L}\p{N} .,:!?/()-]{1,400}$/u, 'letters, digits, blanks and . , : ! ? / ( ) -');

const queueSchema = z.strictObject({
  /** The number callers dial and the user part of the queue's address of record. */
  id: z.string().regex(/^[0-9]{2,15}$/, 'the number callers dial: 2 to 15 digits'),
  category: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  limit: duration,
  ring: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  target: z.strictObject({ rule: z.string().max(32) }).optional(),
  announcement: plainText,
});

const defaultQueues: z.input<typeof queueSchema>[] = [
  {
    id: '113',
    category: 'emergency',
    limit: '10 s',
    ring: 'emergency',
    target: { rule: '113' },
    announcement: 'Medisinsk nødtelefon. Ikke legg på, du får svar så snart som mulig.',
  },
  {
    id: '116117',
    category: 'public',
    limit: '120 s',
    ring: 'calm',
    target: { rule: '116117' },
    announcement: 'Du har kommet til legevakten. Vent, du får svar så snart som mulig.',
  },
];

/** The one small file an exchange is generated from. Times in whole seconds. */
export const configSchema = z.strictObject({
  schema: z.literal(1).default(1),
  site: z
    .strictObject({
      name: plainText.default('AMK Nordvik lab'),
      kind: z.enum(['amk', 'legevakt', 'akuttmottak']).default('amk'),
      language: z.enum(['nb', 'nn', 'en']).default('nb'),
      exercise: z.boolean().default(true),
    })
    .prefault({}),
  domain: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]{0,120}[a-z0-9])$/, 'a domain name in lower case')
    .default('nordvik.test'),
  listen: z.array(address).min(1).max(4).default(['127.0.0.1']),
  basePort: z.int().min(1024).max(57_000).default(15_000),
  trunk: z.strictObject({ address: address.default('127.0.0.2'), port: port.optional() }).prefault({}),
  positions: z.int().min(1).max(200).default(12),
  normalise: z.boolean().default(true),
  multipart: z.boolean().default(true),
  recording: z.boolean().default(true),
  /** Positions ask who sits there; the PINs stand in generate/operators.ts. */
  operators: z.boolean().default(false),
  seconds: z
    .strictObject({
      reoffer: seconds.default(20),
      offer: seconds.default(300),
      unattended: seconds.default(15),
      lost: seconds.default(10),
    })
    .prefault({}),
  queues: z.array(queueSchema).min(1).max(16).default(defaultQueues),
});
export type Config = z.output<typeof configSchema>;
export type ConfigInput = z.input<typeof configSchema>;
