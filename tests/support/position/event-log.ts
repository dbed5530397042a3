import type { Event, EventType } from '@samband/telephony/contract';

export interface WaitOptions<K extends EventType> {
  /** Further condition on the event. */
  readonly where?: (event: Event<K>) => boolean;
  /** Only events from this place of the log on count (see `mark`); default: all that ever came. */
  readonly from?: number;
  /** Watchdog, not a bound. */
  readonly withinMs?: number;
  /** Nobody waits any more: the wait is rejected with its reason. */
  readonly signal?: AbortSignal;
}

/** The stream of events of one position, in order. Tests wait for events, never for time. */
export class EventLog {
  readonly name: string;
  readonly events: Event[] = [];
  /** Lines that cannot be read: cut off when the disk was full. Whoever expects them takes them out. */
  readonly damaged: string[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(name: string) {
    this.name = name;
  }

  push(event: Event): void {
    this.events.push(event);
    for (const listener of this.#listeners) listener();
  }

  /** The place where the log ends now. */
  get mark(): number {
    return this.events.length;
  }

  /** All of it, one JSON object a line. */
  text(): string {
    return this.events.map((event) => `${JSON.stringify(event)}\n`).join('');
  }

  all<K extends EventType>(type: K, where: (event: Event<K>) => boolean = () => true, from = 0): Event<K>[] {
    const ofType = this.events.slice(from).filter((event) => event.type === type) as unknown as Event<K>[];
    return ofType.filter(where);
  }

  /** The first event of this type that fits, past or future. */
  waitFor<K extends EventType>(type: K, options: WaitOptions<K> = {}): Promise<Event<K>> {
    return this.waitForAny([type], options);
  }

  /** The first event of any of these types that fits, past or future. */
  async waitForAny<K extends EventType>(
    types: readonly K[],
    options: WaitOptions<K> = {},
  ): Promise<Event<K>> {
    const { where = () => true, from = 0, withinMs = 60_000, signal } = options;
    let look = (): void => undefined;
    let leave = (): void => undefined;
    let watchdog: NodeJS.Timeout | undefined;
    const wanted: readonly EventType[] = types;
    // TypeScript cannot see that an event of such a type is one of K.
    const ofType = (event: Event | undefined): Event<K> | undefined =>
      event && wanted.includes(event.type) ? (event as Event<K>) : undefined;
    try {
      return await new Promise<Event<K>>((resolve, reject) => {
        let at = from;
        look = () => {
          for (; at < this.events.length; at += 1) {
            const event = ofType(this.events[at]);
            if (event && where(event)) return resolve(event);
          }
        };
        const told = (): string =>
          this.events
            .slice(-40)
            .map((event) => describe(event))
            .join('\n  ');
        const late = (): void =>
          reject(
            new Error(
              `${this.name}: no ${types.join(' or ')} within ${withinMs} ms. The last events:\n  ${told()}`,
            ),
          );
        watchdog = setTimeout(late, withinMs);
        leave = () => reject(signal?.reason instanceof Error ? signal.reason : new Error('given up'));
        signal?.addEventListener('abort', leave);
        this.#listeners.add(look);
        look();
        if (signal?.aborted === true) leave();
      });
    } finally {
      clearTimeout(watchdog);
      signal?.removeEventListener('abort', leave);
      this.#listeners.delete(look);
    }
  }
}

const envelope = new Set(['epoch', 'seq', 'mono', 'type', 'call', 'id', 'wall', 'position', 'role']);

function describe(event: Event): string {
  const { epoch, seq, mono, type, call } = event;
  const payload = Object.fromEntries(Object.entries(event).filter(([name]) => !envelope.has(name)));
  return `${epoch}.${seq} ${Math.round(mono)} ms ${type}${call === undefined ? '' : ` ${call}`} ${JSON.stringify(payload).slice(0, 300)}`;
}
