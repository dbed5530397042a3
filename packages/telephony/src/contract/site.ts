import { z } from 'zod';
import { durationSchema, timedDurationSchema } from './duration.ts';
import { layoutSchema, standardLayouts } from './layout.ts';
import type { Layout } from './layout.ts';

/** Certificate fingerprint as Chromium writes it: SHA-256 of the DER certificate, base64. */
const fingerprint = z.string().regex(/^sha256\/[A-Za-z0-9+/]{43}=$/, 'sha256/ and 44 characters of base64');
const headerName = z.string().regex(/^[A-Za-z0-9!%*_+`'~.-]{1,64}$/, 'a SIP header name');
const uriTemplate = z
  .string()
  .regex(/^(sips?|tel|wss?):.{1,256}$/, 'a URI or URI template: sip:…, tel:…, wss:…');
const identifier = z.string().min(1).max(64);

const edgeSchema = z.strictObject({
  name: z.string().min(1).max(16),
  url: z.string().regex(/^wss?:\/\/[^\s]{1,256}$/, 'wss://host:port'),
  /** The certificate in use, and the next one before it is taken over. */
  certificates: z.array(fingerprint).max(4).default([]),
});

const exchangeSchema = z.strictObject({
  domain: z.string().min(1).max(253),
  edges: z.array(edgeSchema).min(1).max(2),
  headers: z
    .strictObject({
      call: headerName,
      cameIn: headerName,
      queueLength: headerName,
      recording: headerName,
      /** The exchange passes it on in a call to `can.proof`. */
      proof: headerName,
    })
    .partial()
    .default({}),
  /** 183 with SDP before the press: takes the ICE and DTLS time away, only where ringback does not depend on it. */
  earlyMedia: z.boolean().default(false),
  /** A call that comes again within this time (ms) was not abandoned. */
  reoffer: timedDurationSchema.default(20_000),
  /** What the exchange can do, as URI templates; what is absent is not shown. */
  can: z
    .strictObject({
      bridge: uriTemplate,
      park: uriTemplate,
      pickup: uriTemplate,
      recover: uriTemplate,
      /**
       * A call to it comes back to the position over the edge that it was made by, with `headers.proof` as it was sent:
       * `sip:pos{n}@{domain}` where the exchange lets a position call itself. Without it no edge is ever shown as good.
       */
      proof: uriTemplate,
      listen: uriTemplate,
      whisper: uriTemplate,
      barge: uriTemplate,
      feed: uriTemplate,
    })
    .partial()
    .default({}),
});

const categorySchema = z.strictObject({
  id: identifier,
  letter: z.string().length(1),
  colour: z.string().max(32),
  icon: z.string().max(32),
  /** 0 is the most urgent. */
  priority: z.int().min(0).max(99),
  match: z
    .strictObject({ queue: z.string(), caller: z.string().max(128) })
    .partial()
    .optional(),
});

const queueSchema = z.strictObject({
  id: identifier,
  aor: uriTemplate,
  category: identifier,
  /** A wait past this (ms) is late. */
  limit: timedDurationSchema,
  ring: z.string().max(32),
  target: z.strictObject({ rule: z.string().max(32) }).optional(),
});

const roleSchema = z.strictObject({
  id: identifier,
  name: z.string().min(1).max(64),
  queues: z.array(identifier),
  layout: z.string().max(32),
  actions: z.record(z.string(), z.string()).optional(),
  may: z.array(z.string()).optional(),
});

const quickKeySchema = z.strictObject({
  label: z.string().min(1).max(48),
  target: uriTemplate.optional(),
  group: identifier.optional(),
  icon: z.string().max(32).optional(),
  wide: z.boolean().optional(),
  // oxlint-disable-next-line unicorn/no-thenable -- the word of the site file; it is data, never awaited
  then: z.enum(['conference']).optional(),
});

const phonebookSchema = z.strictObject({
  name: z.string().min(1).max(64),
  target: uriTemplate,
  /** Heading it stands under. */
  group: z.string().max(48).optional(),
  note: z.string().max(96).optional(),
});

/** What a window may do when a call comes and it is not in front; sound is never in question. */
const screenRuleSchema = z.strictObject({
  /** flash: the task bar only. raise: in front, without taking the keyboard. full: in front and active. */
  onCall: z.enum(['flash', 'raise', 'full']).default('flash'),
  /** A notification of the operating system while the window is covered. */
  notify: z.boolean().default(true),
});

const usbNumber = z.string().regex(/^[0-9a-fA-F]{4}$/, 'four hexadecimal digits, as 0b0e');

/** A headset, pedal or light by its USB numbers. */
const deviceSchema = z.strictObject({ vendor: usbNumber, product: usbNumber });

const groupSchema = z.strictObject({
  id: identifier,
  parties: z.array(uriTemplate).min(1).max(8),
  veiled: z.boolean(),
  within: timedDurationSchema.optional(),
});

/** The names of a list, and where a name stands for the second time. */
function uniqueNames<T>(list: readonly T[], nameOf: (item: T) => string) {
  const names = new Set<string>();
  const twice: number[] = [];
  for (const [index, item] of list.entries()) {
    if (names.has(nameOf(item))) twice.push(index);
    names.add(nameOf(item));
  }
  return { names, twice };
}

/** The site file: everything a console knows of its centre; no secrets in it. */
export const siteSchema = z
  .strictObject({
    schema: z.literal(1),
    site: z.strictObject({
      name: z.string().min(1).max(64),
      kind: z.enum(['amk', 'legevakt', 'akuttmottak']),
      language: z.enum(['nb', 'nn', 'en']),
      exercise: z.boolean(),
    }),
    exchange: exchangeSchema,
    positions: z.strictObject({ aor: uriTemplate, count: z.int().min(1).max(500) }),
    operators: z.strictObject({ directory: z.string().max(256) }).optional(),
    categories: z.array(categorySchema).min(1).max(26),
    queues: z.array(queueSchema).max(32),
    roles: z.array(roleSchema).min(1).max(32),
    layouts: z.array(layoutSchema).max(32).default([]),
    screen: screenRuleSchema.default({ onCall: 'flash', notify: true }),
    /** What every position should have plugged in: looked for while it is missing. */
    devices: z.array(deviceSchema).max(16).optional(),
    quickKeys: z.array(quickKeySchema).max(64).default([]),
    phonebook: z.array(phonebookSchema).max(2000).default([]),
    groups: z.array(groupSchema).max(16).default([]),
    numbers: z
      .strictObject({
        country: z.string().length(2),
        short: z.array(z.string().max(8)),
        outside: z.string().max(4).optional(),
      })
      .default({ country: 'NO', short: ['110', '112', '113', '116117'] }),
    keep: z
      .strictObject({ journal: durationSchema, recall: durationSchema, exercise: durationSchema })
      .partial()
      .optional(),
  })
  .superRefine((site, context) => {
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const known = {
      categories: uniqueNames(site.categories, (item) => item.id),
      queues: uniqueNames(site.queues, (item) => item.id),
      roles: uniqueNames(site.roles, (item) => item.id),
      layouts: uniqueNames(site.layouts, (item) => item.id),
      groups: uniqueNames(site.groups, (item) => item.id),
    };
    for (const [list, { twice }] of Object.entries(known))
      for (const index of twice) complain([list, index, 'id'], 'a name that no other has');
    for (const index of uniqueNames(site.exchange.edges, (item) => item.name).twice)
      complain(['exchange', 'edges', index, 'name'], 'a name that no other has');

    if (site.exchange.can.proof !== undefined && site.exchange.headers.proof === undefined)
      complain(['exchange', 'headers', 'proof'], 'the header by which a call to can.proof is known');

    const refer = (path: (string | number)[], name: string | undefined, to: keyof typeof known) => {
      const { names } = known[to];
      if (name !== undefined && !names.has(name)) complain(path, `one of: ${[...names].join(', ')}`);
    };
    for (const [index, category] of site.categories.entries())
      refer(['categories', index, 'match', 'queue'], category.match?.queue, 'queues');
    for (const [index, queue] of site.queues.entries())
      refer(['queues', index, 'category'], queue.category, 'categories');
    for (const [index, role] of site.roles.entries())
      for (const [at, queue] of role.queues.entries()) refer(['roles', index, 'queues', at], queue, 'queues');
    const layouts = new Set([...standardLayouts.map((item) => item.id), ...known.layouts.names]);
    for (const [index, role] of site.roles.entries())
      if (!layouts.has(role.layout))
        complain(['roles', index, 'layout'], `one of: ${[...layouts].join(', ')}`);
    for (const [index, key] of site.quickKeys.entries())
      refer(['quickKeys', index, 'group'], key.group, 'groups');
  });
export type Site = z.infer<typeof siteSchema>;
export type SiteInput = z.input<typeof siteSchema>;
export type QueueOfSite = Site['queues'][number];
export type PhonebookEntry = Site['phonebook'][number];
export type CategoryOfSite = Site['categories'][number];

/** The layout of a role: the site's own, else the standard one of that name. */
export function layoutOf(site: Site, role: string): Layout {
  const id = site.roles.find((item) => item.id === role)?.layout;
  const all = [...site.layouts, ...standardLayouts];
  return all.find((item) => item.id === id) ?? layoutSchema.parse({ id: id ?? 'amk-medical' });
}

/** Fills `{n}`, `{domain}`, `{position}` … of a URI template; an unknown name stays as it is. */
export function fillTemplate(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
