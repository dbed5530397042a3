import { useSyncExternalStore } from 'react';
import { useConsole } from '../app/context.ts';

/** A value of the present second; the component is drawn again only when the value changes. */
export function useTicking<T extends string | number | boolean>(read: (now: number) => T): T {
  const { ticker } = useConsole();
  return useSyncExternalStore(ticker.subscribe, () => read(ticker.now()));
}

/** Whole seconds since `since` (UTC ms), never below 0. */
export function useSecondsSince(since: number): number {
  return useTicking((now) => Math.max(0, Math.floor((now - since) / 1000)));
}
