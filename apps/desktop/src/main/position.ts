import { mkdirSync, unwatchFile, watchFile } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { app, MessageChannelMain, powerMonitor, powerSaveBlocker } from 'electron';
import type { EngineConfig, Report, ScreenInfo, Site, StartProblem } from '@samband/telephony/contract';
import type { Logger } from '@samband/telephony/ports';
import { channels } from '../shared/channels.ts';
import { networkSignature } from './hardening/environment.ts';
import { listenToConsole } from './ipc.ts';
import { createBroker } from './parties/broker.ts';
import { createCloseGuard } from './parties/close-guard.ts';
import { createConsoleParty } from './parties/console.ts';
import { createEngineParty } from './parties/engine.ts';
import { createFollower } from './parties/follow.ts';
import { openEventLog } from './profile/event-log.ts';
import { openKeyStore } from './profile/key-store.ts';
import { credentialsOf, openSecret } from './profile/secret.ts';
import { openInstance } from './profile/settings.ts';
import { openStateFile } from './profile/state-file.ts';
import { loadSite } from './site/load.ts';
import type { LoadedSite } from './site/load.ts';
import { roleOf, startProblem } from './site/rules.ts';
import { systemClock } from './supervision/clock.ts';
import { openConsoleWindow, openEngineWindow } from './windows/open.ts';
import { prepareSession } from './windows/session.ts';

export interface PositionDeps {
  readonly log: Logger;
  readonly profile: string;
  readonly siteFile: string | undefined;
  readonly loaded: LoadedSite;
  readonly position: number | undefined;
  readonly role: string | undefined;
  readonly environmentSecret: string | undefined;
  readonly testRuntime: boolean;
  readonly devTools: boolean;
}

/** One operator position of this PC: everything that main keeps, wired together. Returns when it runs. */
export function runPosition(deps: PositionDeps): void {
  const { log, profile, testRuntime, devTools } = deps;
  const clock = systemClock;
  let { loaded } = deps;
  let started = false;
  let quitting = false;
  mkdirSync(join(profile, 'events'), { recursive: true, mode: 0o700 });
  const events = openEventLog(join(profile, 'events'), clock, log);
  const state = openStateFile(join(profile, 'engine-state.json'), log);
  const instance = openInstance(join(profile, 'instance.json'), log);
  const follower = createFollower();
  const secret = openSecret({
    path: join(profile, `secret-${deps.position ?? 0}`),
    environment: deps.environmentSecret,
    // Asking the operating system may make it ask the user: only where nothing else is known.
    keys: deps.environmentSecret === undefined ? openKeyStore() : undefined,
    log,
  });

  function problem(): StartProblem | undefined {
    if (!loaded.ok) return loaded.problem;
    const choice = { site: loaded.site, file: deps.siteFile ?? '', position: deps.position, role: deps.role };
    return (
      startProblem({ ...choice, testRuntime }) ??
      (secret.get() === undefined ? { kind: 'secret' } : undefined)
    );
  }

  function info(): ScreenInfo {
    const found = problem();
    return {
      ...(loaded.ok ? { site: loaded.data } : {}),
      position: deps.position ?? 0,
      role: loaded.ok ? roleOf({ site: loaded.site, role: deps.role }) : (deps.role ?? ''),
      version: app.getVersion(),
      runtime: { electron: process.versions.electron, chromium: process.versions.chrome, test: testRuntime },
      secret: secret.from,
      ...(found ? { problem: found } : {}),
    };
  }

  function config(after: EngineConfig['after']): EngineConfig {
    const known = secret.get();
    const { position } = deps;
    if (!loaded.ok || position === undefined || known === undefined)
      throw new Error('no engine without a site');
    const saved = state.latest();
    return {
      site: loaded.data,
      position,
      role: roleOf({ site: loaded.site, role: deps.role }),
      credentials: credentialsOf(loaded.site, position, known),
      instanceId: instance.id,
      epoch: instance.nextEpoch(),
      after,
      // What another position left in this profile is none of this one's business.
      ...(saved?.position === position ? { state: saved } : {}),
      userAgent: `Samband/${app.getVersion()}`,
    };
  }

  const report = (what: Report): void => engine.report(what);
  const edges = (): Site['exchange']['edges'] => (loaded.ok ? loaded.site.exchange.edges : []);
  const mint = (): MessageChannelMain => new MessageChannelMain();
  const shared = { pages: join(__dirname, '..'), devTools, edges, report };
  const engineSession = prepareSession({ ...shared, host: 'engine' });
  const consoleSession = prepareSession({ ...shared, host: 'console' });
  const closing = createCloseGuard(() => follower.calls() > 0, clock.mono);

  function handleUp(): void {
    broker.introduce();
    if (engine.pid() !== 0 && engine.pid() === consoles.pid())
      // The one thing that the design rests on: a window that dies must not take the calls with it.
      log.error('engine and console share a process');
  }

  const engine = createEngineParty({
    clock,
    log,
    mint,
    config,
    open: (handlers) =>
      openEngineWindow({ session: engineSession, preloads: shared.pages, devTools, log }, handlers),
    handleEvent(event) {
      follower.handle(event);
      events.append(event);
    },
    handleSave: state.save,
    handleUp,
  });
  const consoles = createConsoleParty({
    clock,
    log,
    report,
    handleUp,
    open: (handlers) =>
      openConsoleWindow(
        { session: consoleSession, preloads: shared.pages, devTools, log },
        {
          ...handlers,
          mayClose: () => quitting || closing.mayClose(),
          handleCloseRefused: () => consoles.deliver(channels.closeRefused, null),
          handleClosed: () => app.quit(),
        },
      ),
  });
  const broker = createBroker({ mint, engine: () => engine, console: () => consoles });

  function startEngine(): void {
    if (started || problem()) return;
    started = true;
    engine.start();
  }
  function tellInfo(): void {
    consoles.deliver(channels.infoChanged, info());
  }

  listenToConsole({
    log,
    info,
    heard: consoles.heard,
    provideSecret(given) {
      // Other credentials need another engine; a call that is up is worth more.
      if (follower.calls() > 0) return false;
      secret.provide(given);
      if (started) engine.restart();
      startEngine();
      tellInfo();
      return true;
    },
  });

  const { siteFile } = deps;
  if (!loaded.ok && siteFile !== undefined)
    watchFile(siteFile, { interval: 1000 }, () => {
      loaded = loadSite(siteFile);
      if (loaded.ok) unwatchFile(siteFile);
      startEngine();
      tellInfo();
    });

  startEngine();
  consoles.start();
  watchTheMachine({ engine, consoles, log });

  app.on('second-instance', () => consoles.page()?.focus());
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    if (quitting) return;
    quitting = true;
    event.preventDefault();
    engine.dispose();
    consoles.dispose();
    events.close();
    const leave = (): void => app.exit(0);
    const watchdog = setTimeout(leave, 2000);
    void state.settled().finally(() => {
      clearTimeout(watchdog);
      leave();
    });
  });
}

/** Sleep, network and the operating system's wish to save power. */
function watchTheMachine({
  engine,
  consoles,
  log,
}: {
  engine: { woke(): void; forgive(): void };
  consoles: { forgive(): void };
  log: Logger;
}): void {
  powerSaveBlocker.start('prevent-display-sleep');
  powerMonitor.on('resume', () => {
    log.info('the PC woke up');
    engine.forgive();
    consoles.forgive();
    engine.woke();
  });
  let network = networkSignature(networkInterfaces());
  systemClock.every(1000, () => {
    const now = networkSignature(networkInterfaces());
    if (now === network) return;
    network = now;
    log.info('the network changed');
    engine.woke();
  });
  app.on('child-process-gone', (_event, { type, reason, name }) =>
    log.warn('a process of Chromium was lost', { type, reason, name: name ?? '' }),
  );
}
