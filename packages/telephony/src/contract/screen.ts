import { z } from 'zod';

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
  /** No secret for this position in the key store or the environment: ask for it. */
  z.object({ kind: z.literal('secret') }),
  /** This runtime is for tests; it opens only exercise sites and exchanges on loopback. */
  z.object({ kind: z.literal('runtime') }),
  z.object({ kind: z.literal('position'), count: z.int() }),
]);
export type StartProblem = z.infer<typeof startProblemSchema>;

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
});
export type ScreenInfo = z.infer<typeof screenInfoSchema>;

/** What the console's preload exposes as `window.samband`. The port to the engine comes by window.postMessage. */
export interface ScreenShell {
  info(): Promise<unknown>;
  /** Hands the position's secret to main, which derives HA1 and keeps it in the key store where there is one. */
  provideSecret(secret: string): Promise<boolean>;
  /** Called at each new `ScreenInfo` (secret provided, site file read again). Returns the unsubscribe function. */
  onInfo(listener: (info: unknown) => void): () => void;
}

/** `data` of the window message that carries a port: from the preload to its page, once per engine. */
export const portMessage = 'samband:port';
