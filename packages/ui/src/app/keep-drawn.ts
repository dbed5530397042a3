import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Root } from 'react-dom/client';
import type { TickerClock } from '../time/ticker.ts';

/** So many errors within `spell` (ms) are answered at once; from then on it is tried again every `pause` (ms). */
const atOnce = 3;
const spell = 10_000;
export const pause = 1000;

/**
 * Draws a screen, and draws it anew when an error in a component has taken it away: React leaves an empty page then
 * (react.dev, createRoot), which answers heartbeats and shows no caller. `reset` puts away what may have been the cause;
 * the truth is the store's and stays. Gives the undo.
 */
export function keepDrawn(
  container: HTMLElement,
  screen: ReactNode,
  { clock, reset }: { readonly clock: TickerClock; readonly reset: () => void },
): () => void {
  const failedAt: number[] = [];
  let timer: unknown;
  let tree: Root = draw();

  function draw(): Root {
    const root = createRoot(container, {
      onUncaughtError(error) {
        // As React does without this: into the page's log, and to whoever listens for errors.
        globalThis.reportError(error);
        const now = clock.mono();
        failedAt.push(now);
        while ((failedAt[0] ?? now) < now - spell) failedAt.shift();
        clock.clearTimeout(timer);
        timer = clock.setTimeout(again, failedAt.length > atOnce ? pause : 0);
      },
    });
    root.render(screen);
    return root;
  }
  function again(): void {
    tree.unmount();
    reset();
    tree = draw();
  }

  return () => {
    clock.clearTimeout(timer);
    tree.unmount();
  };
}
