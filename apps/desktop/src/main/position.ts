import { join } from 'node:path';
import { app, MessageChannelMain } from 'electron';
import type { MessagePortMain, Session } from 'electron';
import type { Event, KeptSettings, PersonSettings, Report, Site } from '@samband/telephony/contract';
import type { Logger } from '@samband/telephony/ports';
import { channels } from '../shared/channels.ts';
import { createAttention } from './attention.ts';
import { openCallLog } from './call-log/call-log.ts';
import { createFacts } from './facts.ts';
import { listenToConsole } from './ipc.ts';
import { watchTheMachine } from './machine.ts';
import { createBroker } from './parties/broker.ts';
import { createCloseGuard } from './parties/close-guard.ts';
import { createConsoleParty } from './parties/console.ts';
import type { ConsoleParty } from './parties/console.ts';
import { createDescriptorsParty } from './parties/descriptors.ts';
import { createDevicesParty, wantedOf } from './parties/devices.ts';
import { createEngineParty } from './parties/engine.ts';
import { createFollower } from './parties/follow.ts';
import { isByHand } from './profile/arguments.ts';
import type { OpenPractice } from './practice/open.ts';
import type { Practice } from './practice/practice.ts';
import { openUtility } from './processes/utility.ts';
import { openEventLog } from './profile/event-log.ts';
import { openKept } from './profile/kept.ts';
import { openKeyStore } from './profile/key-store.ts';
import { openSecret } from './profile/secret.ts';
import { openInstance } from './profile/settings.ts';
import { openStateFile } from './profile/state-file.ts';
import type { LoadedSite } from './site/load.ts';
import { createSafeStart } from './supervision/safe-start.ts';
import { openSource, watchByLooking } from './site/source.ts';
import { machineClock } from './supervision/spare-time.ts';
import { createWindowMemory } from './windows/memory.ts';
import { openConsoleWindow, openHiddenWindow } from './windows/open.ts';
import type { ConsoleWindow } from './windows/open.ts';
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
  /** Opened, not started: the centre that this machine brings along. */
  readonly practice?: OpenPractice;
}

/** What people have given their buttons to do. */
const buttonsOf = (persons: Record<string, PersonSettings>): Record<string, Record<string, string>> =>
  Object.fromEntries(Object.entries(persons).map(([person, { buttons }]) => [person, buttons ?? {}]));

export interface RunningPosition {
  /** How often the heartbeats of both engine and console have been judged. */
  judged(): number;
}

/** One operator position of this PC: everything that main keeps, wired together. Returns when it runs. */
export function runPosition(deps: PositionDeps): RunningPosition {
  const { log, profile, siteFile, position, devTools } = deps;
  const clock = machineClock;
  let started = false;
  let quitting = false;
  /** When the engine last handed its state over, on the monotonic clock. */
  let savedAt: number | undefined;
  /** The edge that a careful engine begins with, until it can be told. */
  let careful: string | undefined;
  let practice: Practice | undefined;
  const folder = join(profile, 'events');
  const events = openEventLog({
    folder,
    clock,
    log,
    handleFailed: () => report({ type: 'journal.failed', payload: {} }),
    handleBack: () => report({ type: 'journal.opened', payload: {} }),
  });
  const calls = openCallLog({ folder, position: position ?? 0, clock, log });
  const state = openStateFile({ path: join(profile, 'engine-state.json'), log, clock });
  const kept = openKept({ path: join(profile, 'kept.json'), position: position ?? 0, log, clock });
  const follower = createFollower({ log, ask: () => engine.look() });
  const secret = openSecret({
    path: join(profile, `secret-${position ?? 0}`),
    environment: deps.environmentSecret,
    // Asking the operating system may make it ask the user: only where nothing else is known.
    keys: deps.environmentSecret === undefined ? openKeyStore() : undefined,
    log,
  });
  const source = openSource({
    file: siteFile,
    loaded: deps.loaded,
    watch: watchByLooking,
    handleRead() {
      startEngine();
      tellInfo();
    },
  });
  const instance = openInstance({ path: join(profile, 'instance.json'), log, clock });
  const { electron, chrome: chromium } = process.versions;
  const safeStart = createSafeStart({
    clock,
    log,
    isIdle: () => follower.calls() === 0 && follower.snapshot().waiting.length === 0,
    replace: () => engine.restart(),
  });
  const facts = createFacts({
    ...deps,
    version: app.getVersion(),
    runtime: { electron, chromium, test: deps.testRuntime },
    source,
    secret,
    kept,
    instance,
    practice: () => practice?.info(),
    state: state.latest,
    stateAge: () => (savedAt === undefined ? undefined : clock.mono() - savedAt),
    oneEdge: safeStart.begin,
    handleCareful(edge) {
      state.setAside();
      careful = edge;
    },
  });
  const site = (): Site | undefined => {
    const loaded = source.site();
    return loaded.ok ? loaded.site : undefined;
  };

  const report = (what: Report): void => engine.report(what);
  const edges = (): Site['exchange']['edges'] => site()?.exchange.edges ?? [];
  const mint = (): MessageChannelMain => new MessageChannelMain();
  const shared = { pages: join(__dirname, '..'), devTools, edges, report };
  const engineSession = prepareSession({ ...shared, host: 'engine' });
  const consoleSession = prepareSession({ ...shared, host: 'console' });
  const closing = createCloseGuard(() => follower.calls() > 0, clock.mono);
  const attention = createAttention({
    clock,
    log,
    window: () => consoles.page(),
    rule: () => site()?.screen,
  });
  const memory = createWindowMemory({
    clock,
    look: () => consoles.page()?.kept(),
    keep: kept.keepWindow,
  });

  function handleUp(): void {
    broker.introduce();
    if (engine.pid() !== 0 && engine.pid() === consoles.pid())
      // The one thing that the design rests on: a window that dies must not take the calls with it.
      log.error('engine and console share a process');
  }
  function handleEvent(event: Event): void {
    follower.handle(event);
    attention.handleSnapshot(follower.snapshot());
    events.append(event);
    calls.handle(event);
    if (event.type === 'alarm.acknowledged' && event.alarm === 'engine.careful') safeStart.release();
    else safeStart.look();
    // What brings sound may bring keys: Windows and macOS have no folder to watch.
    if (event.type === 'device.appeared' || event.type === 'device.removed') devices.tell({ kind: 'hint' });
    // The first screen is there: what is behind the start may now take its time.
    if (event.type === 'screen.attached') void calls.read();
  }

  const engine = createEngineParty({
    clock,
    log,
    mint,
    config: facts.config,
    open: (handlers) =>
      openHiddenWindow('engine', { session: engineSession, preloads: shared.pages, devTools, log }, handlers),
    handleEvent,
    handleSave(saved) {
      savedAt = clock.mono();
      state.save(saved);
    },
    handleSnapshot: follower.handleSnapshot,
    handleGone: safeStart.handleLost,
    handleUp() {
      if (careful !== undefined) report({ type: 'engine.careful', payload: { edge: careful } });
      careful = undefined;
      handleUp();
      broker.introduceDevices();
    },
  });
  let descriptorsSession: Session | undefined;
  const descriptors = createDescriptorsParty<MessagePortMain>({
    clock,
    log,
    mint,
    platform: process.platform,
    open(handlers) {
      // Nothing of it exists before it is needed, and it may connect nowhere.
      descriptorsSession ??= prepareSession({ ...shared, host: 'descriptors', edges: () => [] });
      return openHiddenWindow(
        'descriptors',
        { session: descriptorsSession, preloads: shared.pages, devTools, log },
        handlers,
      );
    },
  });
  const devices = createDevicesParty<MessagePortMain>({
    clock,
    log,
    mint,
    report,
    open: (handlers) =>
      openUtility({ file: join(shared.pages, 'devices', 'index.cjs'), name: 'devices', log }, handlers),
    start: () => ({
      kind: 'start',
      roles: Object.fromEntries((site()?.roles ?? []).map(({ id, actions }) => [id, actions ?? {}])),
      persons: buttonsOf(kept.persons()),
      learned: [...kept.pedals()],
      wanted: wantedOf(site()),
    }),
    handleUp: () => broker.introduceDevices(),
    handleLearned: kept.keepPedal,
    describe: descriptors.describe,
  });
  const consoles: ConsoleParty<MessagePortMain, ConsoleWindow> = createConsoleParty({
    clock,
    log,
    report,
    handleUp() {
      memory.handleOpened();
      attention.handleOpened();
      handleUp();
    },
    open(handlers) {
      memory.flush();
      const opening = { kept: kept.window(), active: consoles.page()?.isFocused() ?? true };
      return openConsoleWindow(
        { session: consoleSession, preloads: shared.pages, devTools, log, ...opening },
        {
          ...handlers,
          mayClose() {
            memory.flush();
            return quitting || closing.mayClose();
          },
          handleCloseRefused: () => consoles.deliver(channels.closeRefused, null),
          handleClosed: () => app.quit(),
          handleFocused: attention.handleFocused,
          handleChanged: memory.handleChanged,
        },
      );
    },
  });
  const broker = createBroker({
    mint,
    engine: () => engine,
    console: () => consoles,
    devices: () => devices,
  });

  function startEngine(): void {
    if (started || facts.problem()) return;
    started = true;
    engine.start();
    devices.begin();
  }
  function tellInfo(): void {
    consoles.deliver(channels.infoChanged, facts.info());
  }
  /** Only of those who can be here: what is kept of a person stays in the profile. */
  async function keep(settings: KeptSettings): Promise<boolean> {
    const known = settings.of === 'place' || settings.person === '' || isOperator(settings.person);
    if (!known) return false;
    const done = kept.keep(settings);
    if (settings.of === 'person') devices.tell({ kind: 'persons', persons: buttonsOf(kept.persons()) });
    return done;
  }
  const isOperator = (person: string): boolean =>
    source.operators()?.some(({ id }) => id === person) ?? false;

  listenToConsole({
    log,
    info: facts.info,
    heard: consoles.heard,
    keep,
    callLog: calls.query,
    practice: (order) => practice?.order(order) ?? Promise.resolve(false),
    join: () => false,
    attention: attention.handleWords,
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

  practice = deps.practice?.start({ report, handleChanged: tellInfo });
  startEngine();
  consoles.start();
  watchTheMachine({ engine, consoles, devices, clock, log });

  app.on('second-instance', (_event, _argv, _cwd, told) => {
    if (isByHand(told)) consoles.page()?.activate();
  });
  app.on('window-all-closed', () => undefined);
  app.on('before-quit', (event) => {
    if (quitting) return;
    quitting = true;
    event.preventDefault();
    memory.flush();
    for (const one of [
      practice,
      devices,
      descriptors,
      engine,
      attention,
      consoles,
      memory,
      source,
      calls,
      state,
      kept,
    ])
      one?.dispose();
    events.close();
    const leave = (): void => app.exit(0);
    const watchdog = setTimeout(leave, 2000);
    void Promise.all([state.settled(), kept.settled()]).finally(() => {
      clearTimeout(watchdog);
      leave();
    });
  });
  return { judged: () => Math.min(engine.judged(), consoles.judged()) };
}
