import type { AudioHandlers, Clock, Logger } from '../ports/index.ts';
import { chooseDevice, type Choice, type DeviceList, type Pin } from './device-list.ts';
import { within } from './devices.ts';

/** The one open microphone, kept open: reopened when it ends, swapped when the pinned one comes back. */
export interface Microphone {
  /** Opens it, or tries again. Resolves when the try is over; never rejects. */
  open(): Promise<void>;
  pin(pin: Pin): Promise<void>;
  handleDevices(): void;
  close(): void;
}

interface Deps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly handlers: Pick<AudioHandlers, 'handleMicrophone' | 'handleFellBack' | 'handleBack'>;
  /** The talk device is a loudspeaker: only then may the browser work on the sound. */
  readonly loudspeaker: boolean;
  devices(): DeviceList;
  refresh(): Promise<void>;
  /** The sound to send from now on. */
  changed(stream: MediaStream | undefined): void;
}

type State = Parameters<AudioHandlers['handleMicrophone']>[0];
type Trouble = Exclude<State, 'opening' | 'open'>;

const openMs = 8000;
const retryMs = 2000;

/** W3C Media Capture §10.2: why getUserMedia rejects. */
function troubleOf(cause: unknown): Trouble {
  const name = cause instanceof DOMException ? cause.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return 'failed';
}

export function createMicrophone(deps: Deps): Microphone {
  const { clock, logger, handlers } = deps;
  let pin: Pin | undefined;
  let open: { stream: MediaStream; id: string; choice: Choice } | undefined;
  let trouble: Trouble | undefined;
  /** What was last told of standing in; survives the moment between two devices. */
  let standIn: string | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let closed = false;
  const retry = clock.every(retryMs, () => {
    // A refusal is the operator's or the site's: it is not asked again unasked.
    if (trouble === 'failed') void start();
  });
  let told = '';

  function tell(state: State, label?: string): void {
    if (told === `${state} ${label}`) return;
    told = `${state} ${label}`;
    handlers.handleMicrophone(state, label);
  }

  /** Always a real one where it is known: of the system's default one cannot see that it was unplugged. */
  function choose(): Choice {
    const choice = chooseDevice('microphone', pin ?? { id: '', label: '' }, deps.devices());
    return pin ? choice : { ...choice, fallback: false };
  }

  async function capture(choice: Choice): Promise<MediaStream> {
    const asked = navigator.mediaDevices.getUserMedia({
      audio: {
        ...(choice.id === '' ? {} : { deviceId: { exact: choice.id } }),
        // What is sent may be evidence: no gain control, no noise suppression.
        echoCancellation: deps.loudspeaker,
        autoGainControl: false,
        noiseSuppression: false,
        channelCount: 1,
      },
    });
    let late = false;
    asked.then((stream) => late && stop(stream)).catch(() => undefined);
    try {
      return await within(clock, openMs, asked);
    } catch (cause) {
      late = true;
      throw cause;
    }
  }

  function use(stream: MediaStream, choice: Choice): void {
    const [track] = stream.getAudioTracks();
    const before = open;
    const id = track?.getSettings().deviceId ?? choice.id;
    open = { stream, id, choice };
    trouble = undefined;
    track?.addEventListener('ended', () => {
      if (open?.stream === stream) lose();
    });
    deps.changed(stream);
    if (before) stop(before.stream);
    tell('open', track?.label.slice(0, 256));
    if (choice.fallback && standIn !== choice.id) handlers.handleFellBack('microphone', choice.label);
    else if (!choice.fallback && standIn !== undefined) handlers.handleBack('microphone');
    standIn = choice.fallback ? choice.id : undefined;
  }

  async function attempt(): Promise<void> {
    const choice = choose();
    // A try that nobody asked for is told only by what comes of it.
    if (!open && trouble !== 'failed') tell('opening');
    try {
      const stream = await capture(choice);
      if (closed) stop(stream);
      else use(stream, choice);
    } catch (cause) {
      if (closed) return;
      trouble = troubleOf(cause);
      logger.warn('microphone not opened', {
        state: trouble,
        error: cause instanceof Error ? cause.name : '',
      });
      if (!open) tell(trouble);
    }
  }

  /** One at a time; a wish that comes meanwhile is met by one more try. */
  function start(): Promise<void> {
    if (closed) return Promise.resolve();
    if (running) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await attempt();
      } while (again && !closed);
      running = undefined;
    })();
    return running;
  }

  function lose(): void {
    if (!open || closed) return;
    logger.warn('microphone ended');
    stop(open.stream);
    open = undefined;
    deps.changed(undefined);
    void deps.refresh().then(start);
  }

  return {
    open() {
      trouble = undefined;
      return start();
    },
    pin(next) {
      pin = next;
      return start();
    },
    handleDevices() {
      const there = deps.devices().devices.filter((device) => device.kind === 'microphone');
      const lost = open && open.id !== 'default' && !there.some((device) => device.id === open?.id);
      if (lost) lose();
      else if (open ? choose().id !== open.choice.id : trouble === 'missing' && there.length > 0)
        void start();
    },
    close() {
      closed = true;
      retry.dispose();
      if (open) stop(open.stream);
      open = undefined;
    },
  };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
