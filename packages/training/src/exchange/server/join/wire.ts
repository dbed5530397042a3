import { z } from 'zod';

/** What is said over HTTPS when somebody joins. All binary is base64url. */

export const saltPath = '/join/salt';
export const joinPath = '/join';
/** Bytes of a request's body, and of an answer's: a site file is some ten thousand. */
export const limits = { request: 2048, answer: 512 * 1024 } as const;

const binary = z.string().regex(/^[\w-]{22,128}$/);

export const saltSchema = z.object({ salt: binary });
export const requestSchema = z.object({ proof: binary, nonce: binary });
export const placeSchema = z.object({
  /** Of the one who lets in. */
  proof: binary,
  position: z.int().min(1).max(500),
  secret: z.string().min(1).max(128),
  /** The site file's text. */
  site: z.string().min(1).max(limits.answer),
});

/** What a refusal says: 403, 409, 429. */
export const refusals = { 403: 'join.code', 409: 'join.full', 429: 'join.later' } as const;
