import { credentialsSchema, paceSchema } from '@samband/telephony/contract';
import { z } from 'zod';

/** What main says to the process of the embedded exchange, over its control port. */
export const toExchange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    /** Loopback, for this machine's console and callers. */
    port: z.int().min(1).max(65_535),
    domain: z.string().max(253),
    queues: z.array(z.string().max(32)).max(32),
    positions: z.int().min(1).max(64),
    /** Of the time line: limits in the site file of who joins run with it. */
    speed: z.number().positive(),
    /** `pos1` … and `outside`, the simulated telephone network. */
    users: z.array(z.object({ name: z.string().max(32), secret: z.string().max(128) })).max(65),
  }),
  z.object({ kind: z.literal('ping'), n: z.int() }),
  /** Other consoles may join over the network; each gets a place of these and the site. */
  z.object({ kind: z.literal('open'), places: z.array(z.int().min(1)).max(64) }),
  z.object({ kind: z.literal('close') }),
]);
export type ToExchange = z.infer<typeof toExchange>;

export const fromExchange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pong'), n: z.int() }),
  z.object({ kind: z.literal('listening') }),
  z.object({ kind: z.literal('failed'), code: z.string().max(64) }),
  z.object({
    kind: z.literal('opened'),
    code: z.string().max(32),
    port: z.int(),
    places: z.int(),
    joined: z.int(),
  }),
  z.object({ kind: z.literal('closed') }),
]);
export type FromExchange = z.infer<typeof fromExchange>;

/** What main says to the page of the simulated parties. */
export const toCallers = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('start'),
    url: z.string().max(256),
    domain: z.string().max(253),
    queues: z.array(z.string().max(32)).max(32),
    credentials: credentialsSchema,
    userAgent: z.string().max(128),
  }),
  z.object({ kind: z.literal('ping'), n: z.int() }),
  /** The same pace, seed and speed give the same day. */
  z.object({ kind: z.literal('day'), pace: paceSchema, seed: z.int(), speed: z.number().positive() }),
  z.object({ kind: z.literal('call') }),
  z.object({ kind: z.literal('stop') }),
]);
export type ToCallers = z.infer<typeof toCallers>;

export const fromCallers = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pong'), n: z.int() }),
  /** The simulated telephone network is at the exchange, or is not. */
  z.object({ kind: z.literal('connected'), on: z.boolean() }),
  /** Something a simulated party did or heard; kept as it is, for who wants to look at the day afterwards. */
  z.object({ kind: z.literal('event'), event: z.record(z.string().max(64), z.unknown()) }),
]);
export type FromCallers = z.infer<typeof fromCallers>;
