/** What every contender's page offers on `window.bench`, driven from outside by one runner. */
export interface BenchConfig {
  /** WebSocket of edge A. Samband itself uses both edges of `site`; the others know one. */
  readonly url: string;
  readonly domain: string;
  readonly username: string;
  readonly secret: string;
  readonly queueAor: string;
  /** MD5(username:domain:secret). */
  readonly ha1: string;
  /** Only Samband's page reads these. `registrations`: how many it makes when all is well. */
  readonly registrations: number;
  readonly site: unknown;
  readonly position: number;
  readonly role: string;
}

export interface BenchPeer {
  /** Registered at the queue's AoR when it resolves. */
  start(config: BenchConfig): Promise<void>;
  /** Resolves when a call rings. */
  ringing(): Promise<void>;
  /** Answers; resolves with the milliseconds from the press to the first encoded audio frame. */
  press(): Promise<number>;
  /** Ends the call; resolves when a next one can come. */
  hangUp(): Promise<void>;
  stop(): Promise<void>;
}

declare global {
  interface Window {
    bench: BenchPeer;
  }
}
