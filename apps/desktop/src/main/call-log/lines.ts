import { closeSync, createReadStream } from 'node:fs';
import type { Clock } from '@samband/telephony/ports';
import { eventPayloads, eventSchema } from '@samband/telephony/contract';
import type { Event } from '@samband/telephony/contract';

/** Characters; no event is longer. */
const maxLine = 1024 * 1024;
const tooLong = '…';

/**
 * A file's lines, a piece at a time: what is in memory is one piece. `open`: of an open file, which is closed at the
 * end, and only so much from its beginning.
 */
export async function* piecesOf(
  path: string,
  open?: { readonly descriptor: number; readonly bytes: number },
): AsyncGenerator<readonly string[]> {
  if (open?.bytes === 0) {
    closeSync(open.descriptor);
    return;
  }
  let rest = '';
  const stream = createReadStream(path, {
    encoding: 'utf8',
    highWaterMark: 65_536,
    ...(open ? { fd: open.descriptor, start: 0, end: open.bytes - 1 } : {}),
  });
  for await (const piece of stream) {
    const lines = (rest + String(piece)).split('\n');
    rest = lines.pop() ?? '';
    // Goes on to its end as the same damaged line, without being kept.
    if (rest.length > maxLine) rest = tooLong;
    yield lines;
  }
  if (rest !== '') yield [rest];
}

/** What the call log reads of the stream. */
const told = /^(?:call\..+|outage\.ended|signedIn|signedOut|engine\.started)$/;

/** The event of a line; `undefined`: it says nothing of calls, or is of a kind that this version does not know. */
export function eventOf(line: string): Event | 'damaged' | undefined {
  if (line === '') return undefined;
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return 'damaged';
  }
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined;
  if (typeof type !== 'string') return 'damaged';
  if (!told.test(type) || !Object.hasOwn(eventPayloads, type)) return undefined;
  const event = eventSchema.safeParse(data);
  return event.success ? (event.data as Event) : 'damaged';
}

/** Work in slices: between two of them this process does what else it has to do. */
export interface Slices {
  /** Waits when this slice is used up. Called between two small steps. */
  step(): Promise<void>;
}

/** ms; main answers heartbeats and pedals, and is not to be held up longer. */
const slice = 8;
const pause = 4;

export function createSlices(clock: Clock): Slices {
  let begun = clock.mono();
  return {
    async step() {
      if (clock.mono() - begun < slice) return;
      await new Promise<void>((resolve) => void clock.after(pause, resolve));
      begun = clock.mono();
    },
  };
}
