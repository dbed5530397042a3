import fc from 'fast-check';
import { z } from 'zod';
import { eventPayloads } from '../event.ts';
import type { Event, EventType } from '../event.ts';

/** Names drawn from small pools, so that a random stream of events meets the same call, edge and device again. */
const pools: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  call: fc.constantFrom('call-1', 'call-2', 'call-3'),
  edge: fc.constantFrom('A', 'B'),
  aor: fc.constantFrom('sip:113@test', 'sip:pos1@test'),
  alarm: fc.constantFrom('alarm-1', 'alarm-2'),
  which: fc.constantFrom('journal', 'devices'),
  why: fc.constantFrom('parse', 'tooLong'),
};

function ofString(schema: z.ZodType): fc.Arbitrary<string> {
  const { minLength, maxLength } = schema as z.ZodString;
  return fc.string({ minLength: minLength ?? 0, maxLength: Math.min(maxLength ?? 12, 12) });
}

function ofNumber(schema: z.ZodType): fc.Arbitrary<number> {
  const { minValue, maxValue, format } = schema as z.ZodNumber;
  const min = Math.max(minValue ?? -1_000_000, -1_000_000);
  const max = Math.min(maxValue ?? 1_000_000, 1_000_000);
  return format === 'safeint'
    ? fc.integer({ min, max })
    : fc.double({ min, max, noNaN: true }).map((value) => value + 0);
}

function ofObject(schema: z.ZodType): fc.Arbitrary<unknown> {
  const shape = (schema as z.ZodObject).shape as Record<string, z.ZodType>;
  const entries = Object.entries(shape);
  const model = Object.fromEntries(
    entries.map(([key, inner]) => [
      key,
      // A nested alarm has the name of a pool but is an object: the pool is for plain names only.
      pools[key] && unwrap(inner) instanceof z.ZodString ? pools[key] : arbitraryOf(unwrap(inner)),
    ]),
  );
  const requiredKeys = entries.filter(([, inner]) => !(inner instanceof z.ZodOptional)).map(([key]) => key);
  return fc.record(model, { requiredKeys });
}

function unwrap(schema: z.ZodType): z.ZodType {
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return isWrapped ? (schema.unwrap() as z.ZodType) : schema;
}

/** Values that the schema accepts. Knows the kinds of schema that the contract uses; another kind throws. */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodString) return ofString(schema);
  if (schema instanceof z.ZodNumber) return ofNumber(schema);
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodArray)
    return fc.array(arbitraryOf(schema.element as z.ZodType), { maxLength: 3 });
  if (schema instanceof z.ZodUnion)
    return fc.oneof(...schema.options.map((option) => arbitraryOf(option as z.ZodType)));
  if (schema instanceof z.ZodRecord)
    return fc.dictionary(fc.constantFrom('queue', 'limit'), arbitraryOf(schema.valueType as z.ZodType));
  if (schema instanceof z.ZodObject) return ofObject(schema);
  throw new Error(`no arbitrary for ${schema.def.type}`);
}

/** A stream as an engine would send it: one epoch, begun by `engine.started`, `seq` without gaps. */
export function arbitraryStream(length = 40): fc.Arbitrary<Event[]> {
  const types = Object.keys(eventPayloads).filter((type) => type !== 'engine.started') as EventType[];
  const later = fc
    .constantFrom(...types)
    .chain((type) => fc.tuple(fc.constant(type), arbitraryOf(eventPayloads[type])));
  const first = fc.tuple(
    fc.constant<EventType>('engine.started'),
    arbitraryOf(eventPayloads['engine.started']),
  );
  const about = fc.option(pools['call'] as fc.Arbitrary<string>, { freq: 8, nil: undefined });
  const step = fc.tuple(later, about);
  return fc.tuple(first, fc.array(step, { maxLength: length })).map(([start, steps]) =>
    [[start, undefined] as const, ...steps].map(
      ([[type, payload], call], index) =>
        // The payload was drawn from the schema of `type`; the compiler cannot follow the pairing.
        ({
          ...event(index + 1),
          type,
          ...(payload as object),
          ...(call ? { call } : {}),
        }) as unknown as Event,
    ),
  );
}

/** The head of an event: what every event carries. */
export function event(seq: number, epoch = 1) {
  return {
    epoch,
    seq,
    id: `e${epoch}-${seq}`,
    wall: new Date(1_700_000_000_000 + seq * 1000).toISOString(),
    mono: seq * 1000,
    position: 3,
    role: 'medical',
  };
}
