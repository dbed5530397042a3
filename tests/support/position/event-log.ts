import type { Event, EventType } from '@samband/telephony/contract';

export interface WaitOptions<K extends EventType> {
  /** Further condition on the event. */
  readonly where?: (event: Event<K>) => boolean;
  /** Only events from this place of the log on count (see `mark`); default: all that ever came. */
  readonly from?: number;
  /** Watchdog, not a bound. */
  readonly withinMs?: number;
}

/** The stream of events of one position, in order. Tests wait for events, never for time. */
export class EventLog {
  readonly name: string;
  readonly events: Event[] = [];
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
  async waitFor<K extends EventType>(type: K, options: WaitOptions<K> = {}): Promise<Event<K>> {
    const { where, from = 0, withinMs = 20_000 } = options;
    let look = (): void => undefined;
    let watchdog: NodeJS.Timeout | undefined;
    try {
      return await new Promise<Event<K>>((resolve, reject) => {
        look = () => {
          const [found] = this.all(type, where, from);
          if (found) resolve(found);
        };
        const told = (): string =>
          this.events
            .slice(-40)
            .map((event) => describe(event))
            .join('\n  ');
        watchdog = setTimeout(
          () =>
            reject(
              new Error(`${this.name}: no ${type} within ${withinMs} ms. The last events:\n  ${told()}`),
            ),
          withinMs,
        );
        this.#listeners.add(look);
        look();
      });
    } finally {
      clearTimeout(watchdog);
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
