/** Sound contexts that were made since, and are not closed, by the device that they play on. */
export interface Contexts {
  on(device: string): number;
}

export function watchContexts(): Contexts {
  const made = new Set<AudioContext>();
  globalThis.AudioContext = new Proxy(AudioContext, {
    construct(target, facts: [AudioContextOptions?]) {
      const context = new target(...facts);
      made.add(context);
      return context;
    },
  });
  const sinkOf = (context: AudioContext): unknown => (context as unknown as { sinkId: unknown }).sinkId;
  return {
    on: (device) =>
      [...made].filter((context) => context.state !== 'closed' && sinkOf(context) === device).length,
  };
}
