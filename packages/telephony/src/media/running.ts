/** The part of an AudioContext that starts and rests. */
export interface Restable {
  resume(): Promise<void>;
  suspend(): Promise<void>;
}

/**
 * Lets a context run or rest, one operation at a time. Chromium (130 and 156) can take a `suspend` that comes while a
 * `resume` is under way for the end of all rendering: the context calls itself "running", its time stands still, and no
 * later `resume` moves it. What is wanted last holds.
 */
export function createRunning(
  context: Restable,
  handleFailed: (cause: unknown) => void = () => undefined,
): (on: boolean) => void {
  let wanted: boolean | undefined;
  let isSettling = false;

  async function settle(): Promise<void> {
    isSettling = true;
    try {
      for (let done: boolean | undefined; done !== wanted;) {
        done = wanted;
        await (done === true ? context.resume() : context.suspend());
      }
    } catch (cause) {
      handleFailed(cause);
    } finally {
      isSettling = false;
    }
  }

  return (on) => {
    wanted = on;
    if (!isSettling) void settle();
  };
}
