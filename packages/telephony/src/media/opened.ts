import type { SoundUse } from '../contract/index.ts';
import type { AudioHandlers, Clock, Logger } from '../ports/index.ts';
import { createDepartures } from './departures.ts';
import { chooseDevice, chooseMicrophone, chooseOnly, type Pin } from './device-list.ts';
import { createDevices, within, type Devices } from './devices.ts';
import { createMicrophone, type Microphone } from './microphone.ts';
import { createMixer, type Mixer } from './mixer.ts';
import { createOutput, type Output } from './output.ts';
import { createRinger } from './ringer.ts';

export interface AudioOptions {
  /** The talk device is a loudspeaker: echo cancellation on. Default: a headset, the sound is left as it is. */
  readonly loudspeaker?: boolean;
  /** The names of the site's rings; without them any two may sound alike. */
  readonly rings?: readonly string[];
  /** Where the worklet is served, when the bundler does not follow `new URL(…, import.meta.url)`. */
  readonly workletUrl?: string;
}

/** Every use by its name, and what they have in common. */
export interface Opened {
  readonly mixer: Mixer;
  readonly talk: Output;
  readonly ring: Output;
  readonly microphone: Microphone;
  /** The second headset, while one is chosen: it hears what the operator hears, and what the operator says in calls. */
  readonly medlytt: Output;
  readonly medlyttMicrophone: Microphone;
  readonly ringer: ReturnType<typeof createRinger>;
  close(): void;
}

interface Deps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly handlers: AudioHandlers;
  readonly options: AudioOptions;
  /** As it is when it is read: choices may come while this opens. */
  pinOf(use: SoundUse): Pin | undefined;
  /** Devices came or went. */
  handleDevices(): void;
}

/** A microphone that does not open is told; it does not keep the position from hearing. */
const microphoneMs = 3000;

/** Ends of what was made so far: also of a try that fails, as the next one makes all of it anew. */
type Made = (() => void)[];

type Shared = Pick<Deps, 'clock' | 'logger' | 'handlers'> &
  Pick<Devices, 'refresh'> & { devices: Devices['list'] };

function createOutputs(shared: Shared, made: Made): Pick<Opened, 'talk' | 'ring' | 'medlytt'> {
  const { devices } = shared;
  const departures = createDepartures(shared.clock);
  const keep = (output: Output): Output => {
    made.push(() => output.close());
    return output;
  };
  const ofOperator = (use: 'talk' | 'ring'): Output =>
    keep(
      createOutput({
        ...shared,
        departures,
        use,
        choose: (pin, broken) => chooseDevice('output', pin, devices(), broken),
      }),
    );
  const talk = ofOperator('talk');
  const medlytt = keep(
    createOutput({
      ...shared,
      departures,
      use: 'medlytt',
      choose(pin, broken) {
        const { defaults } = devices();
        return chooseOnly('output', pin, devices(), talk.device()?.id || (defaults.output ?? ''), broken);
      },
    }),
  );
  return { talk, ring: ofOperator('ring'), medlytt };
}

function createMicrophones(
  shared: Shared,
  mixer: Mixer,
  loudspeaker: boolean,
): Pick<Opened, 'microphone' | 'medlyttMicrophone'> {
  const { devices, handlers } = shared;
  const microphone = createMicrophone({
    ...shared,
    use: 'microphone',
    loudspeaker,
    handleState: handlers.handleMicrophone,
    choose: (pin) => chooseMicrophone(pin, devices()),
    changed: mixer.setMicrophone,
  });
  const medlyttMicrophone = createMicrophone({
    ...shared,
    use: 'medlyttMicrophone',
    loudspeaker,
    // The state that is told is the operator's.
    handleState: () => undefined,
    choose: (pin) => chooseOnly('microphone', pin, devices(), microphone.device()),
    changed: mixer.setSecond,
  });
  return { microphone, medlyttMicrophone };
}

/** What the operator says, as far as a call gets it, in the second headset. */
function playSaid(mixer: Mixer, medlytt: Output): void {
  medlytt.attach((context, level) => {
    const said = mixer.openSaid();
    const source = new MediaStreamAudioSourceNode(context, { mediaStream: said.stream });
    source.connect(context.destination);
    source.connect(level);
    return () => {
      source.disconnect();
      said.dispose();
    };
  });
}

export async function openSound(deps: Deps): Promise<Opened> {
  const made: Made = [];
  /** Last made, first ended: an output is fed by the mixer. */
  const close = (): void => {
    for (const end of made.splice(0).reverse()) end();
  };
  try {
    return { ...(await make(deps, made)), close };
  } catch (cause) {
    close();
    throw cause;
  }
}

async function make(deps: Deps, made: Made): Promise<Omit<Opened, 'close'>> {
  const { clock, logger, handlers, options, pinOf } = deps;
  const mixer = createMixer();
  made.push(() => mixer.close());
  const prepared = mixer.prepare(options.workletUrl).catch((cause: unknown) => {
    logger.error('worklet not loaded: first audio is not measured', { error: String(cause) });
  });
  let outputs: ReturnType<typeof createOutputs> | undefined;
  const devices = createDevices({
    clock,
    logger,
    handlers,
    changed() {
      for (const output of Object.values(outputs ?? {})) output.handleDevices();
      microphone.handleDevices();
      medlyttMicrophone.handleDevices();
      deps.handleDevices();
    },
  });
  made.push(() => devices.dispose());
  const shared = { clock, logger, handlers, devices: devices.list, refresh: devices.refresh };
  const { microphone, medlyttMicrophone } = createMicrophones(shared, mixer, options.loudspeaker ?? false);
  made.push(
    () => medlyttMicrophone.close(),
    () => microphone.close(),
  );
  // Labels may be hidden until a microphone is granted, so the outputs are found after it.
  await devices.refresh();
  const tried = microphone.pin(pinOf('microphone'));
  await within(clock, microphoneMs, tried).catch(() => logger.warn('microphone is slow to open'));
  await devices.refresh();
  await prepared;
  const own = (outputs = createOutputs(shared, made));
  playSaid(mixer, own.medlytt);
  for (const use of ['talk', 'ring', 'medlytt'] as const) own[use].pin(pinOf(use));
  void medlyttMicrophone.pin(pinOf('medlyttMicrophone'));
  const ringer = createRinger({
    clock,
    output: own.ring,
    rings: options.rings ?? [],
    handleRingFailed: handlers.handleRingFailed,
  });
  made.push(() => ringer.dispose());
  return { ...own, mixer, microphone, medlyttMicrophone, ringer };
}
