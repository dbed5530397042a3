/** A seeded generator (mulberry32): the same seed, the same run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What travels between telephones and exchange, one message after another, in an order that a test may stir. */
export interface Post {
  /** One direction of one connection: what is put in is delivered in order. */
  line(): { put(deliver: () => void): void; close(): void };
  /** All that is under way, and what comes of it, is delivered. */
  settle(): Promise<void>;
}

interface Queue {
  readonly waiting: (() => void)[];
}

/** `random`: which of the lines' first messages is delivered next; without it the oldest of all. */
export function createPost(random?: () => number): Post {
  /** Lines that have something to deliver, the one that has waited longest first. */
  const full: Queue[] = [];
  let running = false;

  async function run(): Promise<void> {
    running = true;
    await new Promise((resolve) => setImmediate(resolve));
    while (full.length > 0) {
      const at = random ? Math.floor(random() * full.length) : 0;
      const [queue] = full.splice(at, 1);
      const deliver = queue?.waiting.shift();
      if (queue && queue.waiting.length > 0) full.push(queue);
      deliver?.();
      await Promise.resolve();
    }
    running = false;
  }

  return {
    line() {
      const queue: Queue = { waiting: [] };
      return {
        put(deliver) {
          queue.waiting.push(deliver);
          if (queue.waiting.length === 1) full.push(queue);
          if (!running) void run();
        },
        close() {
          queue.waiting.length = 0;
        },
      };
    },
    async settle() {
      for (let quiet = 0; quiet < 3; quiet = running ? 0 : quiet + 1)
        await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
