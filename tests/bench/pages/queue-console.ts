/** How one message was dealt with by the console's main thread; ms, UTC. */
export interface Update {
  readonly seq: number;
  /** Taken up by the main thread: when it came, or when the one before was dealt with. */
  readonly arrived: number;
  /** Read, folded, and the page's tree is changed. */
  readonly changed: number;
  /** Its frame begins, and is painted. */
  readonly frame: number;
  readonly painted: number;
}

export interface Tasks {
  /** Tasks over 50 ms as Chromium counts them, ms. */
  readonly long: readonly number[];
  /** The longest time the main thread did not get to a timer that was due, ms. */
  readonly stall: number;
  /** Times between frames, ms. */
  readonly frames: readonly number[];
}

/** What the console's page offers on `window.watch`; it hears the console's own port, after the console. */
export interface QueueWatch {
  captured(): boolean;
  /** Everything since the last time. */
  take(): { updates: Update[]; tasks: Tasks };
}
declare global {
  interface Window {
    watch: QueueWatch;
  }
}

const utc = (ms: number): number => performance.timeOrigin + ms;
let updates: Update[] = [];
let pending: Omit<Update, 'frame' | 'painted'>[] = [];
let long: number[] = [];
let frames: number[] = [];
let stall = 0;
let port: MessagePort | undefined;

let begun = 0;
let busyUntil = 0;
function framePainted(): void {
  busyUntil = performance.now();
  const painted = utc(busyUntil);
  for (const one of pending) updates.push({ ...one, frame: utc(begun), painted });
  pending = [];
}
/** TypeScript's DOM does not have it yet. */
const { scheduler } = window as unknown as {
  scheduler: { postTask(task: () => void, options: { priority: 'user-blocking' }): Promise<void> };
};

function hear({ data, timeStamp }: MessageEvent<{ kind: string; event?: { seq: number } }>): void {
  if (data.kind !== 'event' || !data.event) return;
  const first = pending.length === 0;
  const arrived = utc(Math.max(timeStamp, busyUntil));
  busyUntil = performance.now();
  pending.push({ seq: data.event.seq, arrived, changed: utc(busyUntil) });
  if (!first) return;
  requestAnimationFrame(() => {
    begun = performance.now();
    // Comes right after the frame that is being made, before any message that waits.
    void scheduler.postTask(framePainted, { priority: 'user-blocking' });
  });
}

function capture(found: MessagePort): void {
  if (port === undefined) found.addEventListener('message', hear);
  port ??= found;
}
const send = MessagePort.prototype.postMessage;
MessagePort.prototype.postMessage = function watched(this: MessagePort, ...given: unknown[]) {
  const { kind } = (given[0] ?? {}) as { kind?: string };
  if (kind === 'command') capture(this);
  Reflect.apply(send, this, given);
};

new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) long.push(duration);
}).observe({ type: 'longtask' });

const everyMs = 5;
let due = performance.now() + everyMs;
setInterval(() => {
  stall = Math.max(stall, performance.now() - due);
  due = performance.now() + everyMs;
}, everyMs);

let last = performance.now();
requestAnimationFrame(function frame(at) {
  frames.push(at - last);
  last = at;
  requestAnimationFrame(frame);
});

window.watch = {
  captured: () => port !== undefined,
  take() {
    const taken = { updates, tasks: { long, stall, frames } };
    [updates, long, frames, stall] = [[], [], [], 0];
    return taken;
  },
};
