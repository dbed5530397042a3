// @vitest-environment happy-dom
import { createElement } from 'react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { standingClock } from '../testing/console.ts';
import { keepDrawn, pause } from './keep-drawn.ts';

afterEach(() => vi.unstubAllGlobals());

function start() {
  const reported = vi.fn<(error: unknown) => void>();
  vi.stubGlobal('reportError', reported);
  const reset = vi.fn<() => void>();
  const { clock, advance } = standingClock();
  const root = document.createElement('div');
  const state = { broken: false };
  function Screen({ children }: { readonly children: ReactNode }): ReactNode {
    if (state.broken) throw new Error('broken');
    return children;
  }
  const screen = createElement(Screen, null, 'the queue');
  let stop = (): void => undefined;
  // Not within `act`, which throws what React tells as uncaught.
  const shows = (text: string) => vi.waitFor(() => expect(root.textContent).toBe(text));
  const hasReported = (times: number) => vi.waitFor(() => expect(reported).toHaveBeenCalledTimes(times));
  const begin = (): void => {
    stop = keepDrawn(root, screen, { clock, reset });
  };
  return { state, begin, shows, hasReported, reset, wait: advance, stop: () => stop() };
}

it('draws, and takes down', async () => {
  const { begin, shows, reset, stop } = start();
  begin();
  await shows('the queue');
  expect(reset).not.toHaveBeenCalled();
  stop();
  await shows('');
});

it('draws anew what an error has taken away, with what may have been the cause put away', async () => {
  const { state, begin, shows, hasReported, reset, wait, stop } = start();
  state.broken = true;
  begin();
  await hasReported(1);
  await shows('');
  state.broken = false;
  wait(0);
  expect(reset).toHaveBeenCalledOnce();
  await shows('the queue');
  stop();
});

it('tries again without end: three times at once, and then once a second', async () => {
  const { state, begin, shows, hasReported, reset, wait, stop } = start();
  state.broken = true;
  begin();
  await hasReported(1);
  for (let count = 2; count <= 4; count += 1) {
    wait(0);
    await hasReported(count);
  }
  wait(pause - 1);
  expect(reset).toHaveBeenCalledTimes(3);
  state.broken = false;
  wait(1);
  await shows('the queue');
  stop();
});
