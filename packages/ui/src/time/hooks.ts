import { useSyncExternalStore } from 'react';
import { useConsole } from '../app/context.ts';

/** A value of the present second by the wall clock, to be shown; drawn again only when the value changes. */
export function useTicking<T extends string | number | boolean>(read: (wall: number) => T): T {
  const { ticker } = useConsole();
  return useSyncExternalStore(ticker.subscribe, () => read(ticker.wall()));
}

/** A value of the present second by this screen's monotonic clock. */
export function useMonotonic<T extends string | number | boolean>(read: (mono: number) => T): T {
  const { ticker } = useConsole();
  return useSyncExternalStore(ticker.subscribe, () => read(ticker.mono()));
}

/** A value of the present second by the engine's monotonic clock, which all of a call's times go by. */
export function useEngineTime<T extends string | number | boolean>(read: (mono: number) => T): T {
  const { console } = useConsole();
  return useMonotonic((mono) => read(console.engineTime(mono)));
}

/** Whole seconds since `sinceMono` (the engine's monotonic clock), never below 0. */
export function useSecondsSince(sinceMono: number): number {
  return useEngineTime((mono) => Math.max(0, Math.floor((mono - sinceMono) / 1000)));
}
