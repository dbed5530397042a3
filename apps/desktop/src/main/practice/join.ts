import { join } from 'node:path';
import { app } from 'electron';
import type { MessagePortMain } from 'electron';
import type { ScreenInfo } from '@samband/telephony/contract';
import type { Logger } from '@samband/telephony/ports';
import { joinExchange } from '@samband/training/exchange/server';
import { channels } from '../../shared/channels.ts';
import { machineClock } from '../supervision/spare-time.ts';
import { listenToConsole } from '../ipc.ts';
import { createConsoleParty } from '../parties/console.ts';
import type { ConsoleParty } from '../parties/console.ts';
import { writeAtomicSync } from '../profile/atomic.ts';
import { systemFiles } from '../profile/files.ts';
import { openConsoleWindow } from '../windows/open.ts';
import type { ConsoleWindow } from '../windows/open.ts';
import { prepareSession } from '../windows/session.ts';
import { createJoining } from './joining.ts';
import type { Place } from './joining.ts';

export interface JoinDeps {
  readonly log: Logger;
  readonly profile: string;
  /** host:port of the other machine. */
  readonly host: string;
  readonly testRuntime: boolean;
  readonly devTools: boolean;
}

export interface JoinedExercise {
  readonly siteFile: string;
  readonly position: number;
  readonly secret: string;
}

/** Keeps what the other machine gave as a site file like any other. */
function keepPlace(profile: string, { site, position, secret }: Place): JoinedExercise {
  const folder = join(profile, 'practice');
  systemFiles.makeFolder(folder);
  const siteFile = join(folder, 'joined.yaml');
  writeAtomicSync(siteFile, site);
  return { siteFile, position, secret };
}

function ask(host: string): (code: string) => Promise<Place> {
  const [name = '', port = ''] = host.split(':');
  return (code) => joinExchange({ host: name, port: Number(port), code });
}

/**
 * A console window that asks for the code of another machine's exercise until it is let in. There is no position
 * before that, and so no engine: the position's own window takes the place of this one.
 */
export function joinExercise(deps: JoinDeps): Promise<JoinedExercise> {
  const { log, profile, host, devTools } = deps;
  const { electron, chrome: chromium } = process.versions;
  return new Promise((resolve) => {
    const pages = join(__dirname, '..');
    const session = prepareSession({
      pages,
      devTools,
      host: 'console',
      edges: () => [],
      report: () => undefined,
    });
    const consoles: ConsoleParty<MessagePortMain, ConsoleWindow> = createConsoleParty({
      clock: machineClock,
      log,
      report: () => undefined,
      handleUp: () => undefined,
      open: (handlers) =>
        openConsoleWindow(
          { session, preloads: pages, devTools, log, kept: undefined, active: true },
          {
            ...handlers,
            mayClose: () => true,
            handleCloseRefused: () => undefined,
            handleClosed: () => app.quit(),
            handleFocused: () => undefined,
            handleChanged: () => undefined,
          },
        ),
    });
    const info = (): ScreenInfo => ({
      position: 0,
      role: '',
      version: app.getVersion(),
      runtime: { electron, chromium, test: deps.testRuntime },
      secret: 'missing',
      problem: joining.problem(),
      place: {},
      persons: {},
    });
    const joining = createJoining({
      host,
      log,
      ask: ask(host),
      handleChanged: () => consoles.deliver(channels.infoChanged, info()),
      handleJoined(place) {
        const joined = keepPlace(profile, place);
        listening.dispose();
        // What comes next opens its own window before this one goes: an app without a window ends.
        setImmediate(() => consoles.dispose());
        resolve(joined);
      },
    });
    const listening = listenToConsole({
      log,
      info,
      heard: consoles.heard,
      keep: () => Promise.resolve(false),
      callLog: () => Promise.resolve({ entries: [], more: false, damaged: false }),
      attention: () => undefined,
      provideSecret: () => false,
      practice: () => Promise.resolve(false),
      join: joining.join,
    });
    consoles.start();
  });
}
