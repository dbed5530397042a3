import type {
  Command,
  EngineConfig,
  Event,
  Problem,
  Reply,
  Report,
  Snapshot,
  ToDevices,
} from '../contract/index.ts';
import { problemOf } from '../contract/index.ts';
import { createCalls } from '../calls/index.ts';
import type {
  AudioPort,
  Clock,
  Disposable,
  Ids,
  Logger,
  PinCheck,
  SipStack,
  StateFile,
} from '../ports/index.ts';
import { callIdentityOf, callerOf, dialledOf, locationsOf } from '../identity/index.ts';
import { createQueue } from '../queue/index.ts';
import type { IdentityReader } from '../queue/index.ts';
import { createRegistration } from '../registration/index.ts';
import type { Registration } from '../registration/index.ts';
import { addressesOf } from './addresses.ts';
import { createAlarms } from './alarms.ts';
import { createChime } from './chime.ts';
import { watchClock } from './clock-watch.ts';
import { commandTable } from './commands.ts';
import { askedBy } from './desk.ts';
import { createMutedSpeaking } from './muted-speaking.ts';
import { createPosition } from './position.ts';
import { createConfirmation } from './presses.ts';
import type { DevicePress } from './presses.ts';
import { createPush } from './push.ts';
import type { Push } from './push.ts';
import { createReactions } from './reactions.ts';
import { clearedBy, jumpedClock, reportAlarm } from './reports.ts';
import { createSecondHeadset } from './second-headset.ts';
import { createSignIn } from './sign-in.ts';
import { createSoundFirst } from './sound-first.ts';
import { createSound } from './sound.ts';
import { carriedFrom, engineStateOf } from './state.ts';
import { createStream } from './stream.ts';
import { createUnshown } from './unshown.ts';

export interface EngineDeps {
  /** Parsed by the host; `site` is parsed here. Throws SambandError `site.invalid` or `role.unknown`. */
  readonly config: EngineConfig;
  readonly sip: SipStack;
  readonly audio: AudioPort;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly stateFile: StateFile;
  readonly pins: PinCheck;
  /** How an INVITE is read; the room `identity` unless a test has its own. */
  readonly reader?: IdentityReader;
  onEvent(event: Event): void;
  /** False: there are no headsets and pedals to tell. */
  tellDevices?(message: ToDevices): boolean;
}

/** A position's calls, queue and registrations: everything a screen shows, and nothing that a screen holds. */
export interface Engine extends Disposable {
  /** `engine.started` is out when this returns; resolves when sound is open. Flows connect on their own. */
  start(): Promise<void>;
  /** Accepted or refused at once; what follows is told by events. Never throws. */
  handleCommand(command: Command): Reply;
  handleReport(report: Report): void;
  /** The PC woke up, or its network changed. */
  handleWoke(): void;
  /** How many other positions are ready, from a source that knows. */
  handleOthersReady(others: number): void;
  /** A button of a headset or pedal asks for an action; what comes of it is told by events. */
  handlePress(press: DevicePress): void;
  /** Push-to-talk and push-to-mute: pressed and released. */
  readonly push: Pick<Push, 'press' | 'release'>;
  /** A screen has taken the snapshot. */
  handleScreenAttached(): void;
  snapshot(): Snapshot;
}

/** The last commands' ids: a command is carried out at most once. */
const rememberedCommands = 256;

export function createEngine(deps: EngineDeps): Engine {
  const { config, clock, ids, logger, audio } = deps;
  const addresses = addressesOf(config);
  const { site, ownAor, contactUser } = addresses;
  const carried = carriedFrom(config, site.roles, { wall: clock.wall(), mono: clock.mono() });
  const disposables: Disposable[] = [];
  let isDisposed = false;
  /** Assigned once the managers that it tells exist. */
  let registration: Registration | undefined;

  const stream = createStream({
    clock,
    ids,
    epoch: config.epoch,
    position: config.position,
    role: () => position.role(),
    handleEvent: (event) => {
      if (isDisposed) return;
      try {
        deps.onEvent(event);
      } catch (cause) {
        logger.error('engine: a reader of events failed', {
          why: cause instanceof Error ? cause.message : '',
        });
      }
      const cleared = clearedBy(event);
      if (cleared !== undefined) alarms.set(cleared, undefined);
      unshown.handleEvent(event);
      chime.handleEvent(event);
      push.handleEvent(event);
      reactions.handleEvent(event);
    },
  });
  const { snapshot } = stream;
  const common = { site, clock, ids, logger, sink: stream, audio, snapshot };
  const isConnected = (edge: string) => registration?.isConnected(edge) ?? false;

  const queue = createQueue({
    ...common,
    reader: deps.reader ?? { callerOf, locationsOf, dialledOf, callIdentityOf },
    exchangeTime: () => {
      const known = registration?.exchangeClock;
      return { skewMs: known?.skewMs() ?? 0, originMs: known?.originMs() ?? clock.wall() - clock.mono() };
    },
    isConnected,
    isOnline: () => site.exchange.edges.some((edge) => isConnected(edge.name)),
    isUnwanted: (id, unattended) => {
      if (!position.isManned()) return true;
      const left = site.queues.find((item) => item.id === id && !position.holds(item.id));
      return !unattended && left !== undefined && registration?.isLeaving(addresses.aorOf(left)) === true;
    },
    isProof: (leg) => registration?.takesProof(leg) ?? false,
    handleReoffered: (call) => calls.handleReoffered(call),
  });
  const calls = createCalls({
    ...common,
    ownAor,
    queue,
    flows: () => registration?.flows() ?? [],
    isConnected,
    isSoundOpen: () => sound.isOpen(),
    handlePathTrouble: () => registration?.handleWoke(),
  });
  const position = createPosition({
    sink: stream,
    addresses,
    hasDirectory: config.operators !== undefined,
    role: carried.role,
    snapshot,
    register: (aors) => registration?.want(aors),
    greet: () => sound.greet(),
    leaveLine: (why) =>
      queue.leave(why, (id, unattended) =>
        why === 'signedOut' ? true : id !== undefined && !unattended && !position.holds(id),
      ),
  });
  const signIn = createSignIn({
    ...common,
    operators: config.operators,
    pins: deps.pins,
    position,
    isDisposed: () => isDisposed,
  });
  const alarms = createAlarms(common);
  const unshown = createUnshown(alarms);
  const mutedSpeaking = createMutedSpeaking({ ...common, alarms });
  const sound = createSound({
    ...common,
    alarms,
    handleOpen: () => {
      calls.handleSoundOpen();
      react();
      soundFirst.handleSettled();
    },
    handleNotOpen: () => soundFirst.handleSettled(),
  });
  const soundFirst = createSoundFirst({ ...common, isOpening: sound.isOpening });
  const second = createSecondHeadset(common);
  const chime = createChime({ ...common, isOpen: sound.isOpen });
  function react(): void {
    sound.look();
    if (sound.isOpen()) queue.prepare();
    mutedSpeaking.look();
    alarms.look();
  }
  const commands = commandTable({
    sink: stream,
    queue,
    calls,
    position,
    signIn,
    sound,
    soundFirst,
    second,
    snapshot,
    tellDevices: deps.tellDevices ?? (() => false),
  });
  const confirmed = createConfirmation(clock);
  const push = createPush({
    sink: stream,
    snapshot,
    mute: (call, on) => void calls.mute(call, on, undefined),
  });
  const reactions = createReactions({
    snapshot,
    react,
    save: () =>
      deps.stateFile.save(
        engineStateOf(snapshot(), { ready: position.wantsReady(), home: config.role }, calls.dialogs(), {
          wall: clock.wall(),
          mono: clock.mono(),
        }),
      ),
    isDisposed: () => isDisposed,
  });
  disposables.push(signIn, alarms, mutedSpeaking, sound, soundFirst, calls, queue);

  function openRegistration(): Registration {
    return createRegistration({
      sip: deps.sip,
      clock,
      ids,
      logger,
      sink: stream,
      edges: site.exchange.edges,
      ownAor,
      contactUser,
      instanceId: config.instanceId,
      credentials: config.credentials,
      userAgent: config.userAgent,
      proofWay: addresses.proofWay,
      handleIncoming: (leg) => {
        if (!calls.handleReplacing(leg)) queue.handleIncoming(leg);
      },
      handleEdgeUp: (edge) => {
        calls.handleEdgeUp(edge);
        queue.handleEdgeUp();
      },
      handleEdgeLost: (edge) => queue.handleEdgeLost(edge),
      handleReachable: () => position.handleReachable(),
      handleOutageOver: (gap) =>
        queue.reclaim((possiblyMissed) => stream.emit('outage.ended', { ...gap, possiblyMissed })),
    });
  }

  function handleWoke(): void {
    registration?.handleWoke();
  }

  const seen: string[] = [];
  function carryOut(command: Command): Problem | undefined {
    if (seen.includes(command.id)) return problemOf('command.repeated', 'input');
    seen.push(command.id);
    if (seen.length > rememberedCommands) seen.shift();
    try {
      const run = commands[command.type] as (command: Command) => Problem | undefined;
      return run(command);
    } catch (cause) {
      logger.error('engine: command failed', {
        command: command.type,
        why: cause instanceof Error ? cause.message : '',
      });
      return problemOf('internal', 'internal');
    }
  }

  function handleCommand(command: Command): Reply {
    const error = carryOut(command);
    if (!error) return { id: command.id, ok: true };
    stream.emit('command.refused', { command: command.type, error }, { cause: command.id });
    return { id: command.id, ok: false, error };
  }

  return {
    async start() {
      stream.emit('engine.started', {
        after: config.after,
        edges: site.exchange.edges.map((edge) => edge.name),
        carried: { calls: carried.calls.map((item) => item.call), unanswered: [...carried.unanswered] },
      });
      registration = openRegistration();
      disposables.push(registration);
      position.begin(carried);
      disposables.push(
        watchClock(clock, {
          handleJump: (ms) => {
            stream.emit('clock.jumped', { ms });
            const values = { seconds: Math.round(ms / 1000) };
            alarms.set(jumpedClock, { id: jumpedClock, rank: 2, kind: 'clock.jumped', values });
          },
          handleSlept: handleWoke,
        }),
      );
      calls.recover(carried.calls);
      registration.start();
      // After a crash the operator is in the middle of it.
      if (config.after === 'start' && position.isManned()) sound.greet();
      second.begin(carried.medlytt);
      await sound.open(carried.devices);
    },
    handleCommand,
    handlePress(press) {
      const { action, device, confirm, on } = press;
      const isNow = confirmed(press);
      stream.emit('key.pressed', { action, device, ...(confirm === true && !isNow ? { confirm } : {}) });
      const asked = isNow ? askedBy(action, snapshot(), on) : undefined;
      if (asked) handleCommand({ id: ids.next(), at: clock.wall(), from: 'hid', ...asked } as Command);
    },
    push,
    handleReport(report) {
      stream.emit(report.type, report.payload);
      const alarm = reportAlarm(report);
      if (alarm) alarms.set(alarm.id, alarm);
    },
    handleWoke,
    handleOthersReady(others) {
      position.handleOthersReady(others);
      queue.handleOthersReady(others);
    },
    handleScreenAttached: () => stream.emit('screen.attached', {}),
    snapshot,
    dispose() {
      isDisposed = true;
      for (const item of disposables.reverse()) item.dispose();
      void audio.close().catch((cause: unknown) => {
        logger.warn('engine: sound did not close', { why: cause instanceof Error ? cause.message : '' });
      });
    },
  };
}
