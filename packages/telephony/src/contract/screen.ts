import { z } from 'zod';
import { operatorChoiceSchema } from './operator.ts';
import { placeSettingsSchema, personSettingsSchema } from './settings.ts';

/** Why the app cannot work as it is, found before any call: shown by the console in place of the queue. */
export const startProblemSchema = z.discriminatedUnion('kind', [
  /** The site file is wrong: where, and what is expected there. Line and column count from 1. */
  z.object({
    kind: z.literal('site'),
    file: z.string(),
    line: z.int().optional(),
    column: z.int().optional(),
    path: z.string(),
    expected: z.string(),
  }),
  z.object({ kind: z.literal('siteMissing'), file: z.string() }),
  /** The profile's folder cannot be used, so no call could be taken back. `code`: the operating system's word. */
  z.object({ kind: z.literal('profile'), folder: z.string().max(4096), code: z.string().max(32) }),
  /** No secret for this position in the key store or the environment: ask for it. */
  z.object({ kind: z.literal('secret') }),
  /** This runtime is for tests; it opens only exercise sites and exchanges on loopback. */
  z.object({ kind: z.literal('runtime') }),
  z.object({ kind: z.literal('position'), count: z.int() }),
  /** Joins another machine's exercise: ask for the code that is shown there. `why`: the last try. */
  z.object({
    kind: z.literal('join'),
    host: z.string().max(256),
    why: z.enum(['trying', 'code', 'unreachable', 'full', 'later']).optional(),
  }),
]);
export type StartProblem = z.infer<typeof startProblemSchema>;

/** How many callers the simulated parties make. */
export const paceSchema = z.enum(['calm', 'busy']);
export type Pace = z.infer<typeof paceSchema>;

/** The centre that this machine brings along to practise with; what is absent is not shown. */
export const practiceInfoSchema = z.object({
  /** False: its exchange or its callers are starting, or are started again. */
  ready: z.boolean(),
  /** The day that runs; absent: none. The same seed gives the same day. */
  day: z.object({ pace: paceSchema, seed: z.int() }).optional(),
  /** Other consoles may join: what they need to know. */
  open: z
    .object({
      /** In groups, as it is to be read aloud. */
      code: z.string().max(32),
      /** host:port, those of this machine's networks. */
      addresses: z.array(z.string().max(64)).max(16),
      joined: z.int(),
      places: z.int(),
    })
    .optional(),
});
export type PracticeInfo = z.infer<typeof practiceInfoSchema>;

/** To main: what the simulated parties are to do. `open` and `close`: whether other consoles may join. */
export const practiceOrderSchema = z.discriminatedUnion('order', [
  z.object({ order: z.literal('day'), pace: paceSchema }),
  z.object({ order: z.literal('call') }),
  z.object({ order: z.literal('stop') }),
  z.object({ order: z.literal('open') }),
  z.object({ order: z.literal('close') }),
]);
export type PracticeOrder = z.infer<typeof practiceOrderSchema>;

/** What main tells a console window about its surroundings. */
export const screenInfoSchema = z.object({
  /** The site file as data; absent when it could not be read. Parsed again by the screen. */
  site: z.unknown().optional(),
  position: z.int(),
  role: z.string(),
  version: z.string(),
  runtime: z.object({ electron: z.string(), chromium: z.string(), test: z.boolean() }),
  /** Where the secret came from; `session` = typed in, kept in memory only because there is no key store. */
  secret: z.enum(['stored', 'environment', 'session', 'missing']),
  problem: startProblemSchema.optional(),
  /** Who can sign in here; absent where the site has no directory. */
  operators: z.array(operatorChoiceSchema).optional(),
  /** What was kept of this position, and of each person by operator id ('' where nobody signs in). */
  place: placeSettingsSchema.default({}),
  persons: z.record(z.string().max(64), personSettingsSchema).default({}),
  practice: practiceInfoSchema.optional(),
});
export type ScreenInfo = z.infer<typeof screenInfoSchema>;

/** To main, to be kept. `person` is an operator's id, '' where nobody signs in. */
export const keptSettingsSchema = z.discriminatedUnion('of', [
  z.object({ of: z.literal('place'), place: placeSettingsSchema }),
  z.object({ of: z.literal('person'), person: z.string().max(64), settings: personSettingsSchema }),
]);
export type KeptSettings = z.infer<typeof keptSettingsSchema>;

/** Made by the screen, in the operator's language; no number and no name: it is seen by whoever passes. */
export const attentionWordsSchema = z.object({ title: z.string().max(96), body: z.string().max(200) });
export type AttentionWords = z.infer<typeof attentionWordsSchema>;

/** What the console's preload exposes as `window.samband`. The port to the engine comes by window.postMessage. */
export interface ScreenShell {
  info(): Promise<unknown>;
  /** Hands the position's secret to main, which derives HA1 and keeps it in the key store where there is one. */
  provideSecret(secret: string): Promise<boolean>;
  /** Keeps what the operator chose (`KeptSettings`). False: it could not be written; it holds until the app ends. */
  keep(settings: unknown): Promise<boolean>;
  /** Gives the simulated parties an order (`PracticeOrder`). False: it was not taken. */
  practice(order: unknown): Promise<boolean>;
  /** The code with which to join another machine's exercise; what came of it is told by the next `ScreenInfo`. */
  join(code: string): Promise<boolean>;
  /** A page of the call log (`CallLogPage`) for a `CallLogQuery`; newest first. */
  callLog(query: unknown): Promise<unknown>;
  /** Words for the operating system's notification (`AttentionWords`). Main shows it if the site says so and the window is covered. */
  attention(words: unknown): void;
  /** Called at each new `ScreenInfo` (secret provided, site file read again). Returns the unsubscribe function. */
  onInfo(listener: (info: unknown) => void): () => void;
}

/** `data` of the window message that carries a port: from the preload to its page, once per engine. */
export const portMessage = 'samband:port';
