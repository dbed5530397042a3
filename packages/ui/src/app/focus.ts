import type { RefObject } from 'react';
import { useEffect, useRef } from 'react';
import type { FocusPlace } from '../state/types.ts';
import { useConsole, useConsoleState } from './context.ts';

/**
 * Gives the keyboard to an element when a key asks for its place; also when the element came with that key.
 * Without a place it is never given.
 */
export function useFocusOn<T extends HTMLElement>(place: FocusPlace | undefined): RefObject<T | null> {
  const { console } = useConsole();
  const wanted = useConsoleState((state) => place !== undefined && state.view.focus === place);
  const ref = useRef<T>(null);
  useEffect(() => {
    if (!wanted || !ref.current) return;
    console.setView({ focus: undefined });
    ref.current.focus();
  }, [console, wanted]);
  return ref;
}
