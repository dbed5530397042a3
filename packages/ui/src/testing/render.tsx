import type { ScreenShell, Snapshot } from '@samband/telephony/contract';
import { act, fireEvent, render } from '@testing-library/react';
import { App } from '../app/App.tsx';
import { createConsole } from '../state/console.ts';
import { createTicker } from '../time/ticker.ts';
import { info, scriptedPort, shellOf, standingClock } from './console.ts';

/** The whole console before a scripted engine. */
export function renderConsole(
  snapshot: Partial<Snapshot> = {},
  told: unknown = info,
  shell: Partial<ScreenShell> = {},
) {
  const time = standingClock();
  let id = 0;
  const console = createConsole({ clock: time.clock, newId: () => `c${(id += 1)}` });
  const port = scriptedPort();
  console.setInfo(told);
  console.connect(port);
  port.snapshot({
    microphone: 'open',
    position: { number: 3, role: 'medical', state: 'ready', since: 1 },
    ...snapshot,
  });
  const view = render(<App console={console} ticker={createTicker(time.clock)} shell={shellOf(shell)} />);
  return {
    ...view,
    console,
    port,
    setWall: time.setWall,
    advance: (ms: number) => act(() => time.advance(ms)),
    say: (event: unknown) => act(() => port.say({ kind: 'event', event })),
    gone: () => act(() => port.gone()),
    reply: (ok: boolean, code?: string) => act(() => port.reply(ok, code)),
    key: (key: string, more: object = {}) =>
      fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more }),
  };
}
