import type { AudioHandlers, Clock, Logger } from '../ports/index.ts';
import type { Choice, Choose, DeviceList, Pin } from './device-list.ts';
import { within } from './devices.ts';
import { createStandIn } from './stand-in.ts';

/** One open microphone, kept open: reopened when it ends, swapped when the pinned one comes back. */
export interface Microphone {
  /** Opens it, or tries again. Resolves when the try is over; never rejects. */
  open(): Promise<void>;
  /** Undefined: none is chosen any more. */
  pin(pin: Pin | undefined): Promise<void>;
  handleDevices(): void;
  /** The id of what is captured; '' while nothing is. */
  device(): string;
  close(): void;
}

type State = Parameters<AudioHandlers['handleMicrophone']>[0];
type Trouble = Exclude<State, 'opening' | 'open'>;

interface Deps {
  /** The second headset's is open only while it is chosen and there: another one would be the operator's, twice. */
  readonly use: 'microphone' | 'medlyttMicrophone';
  readonly clock: Clock;
  readonly logger: Logger;
  readonly handlers: Pick<AudioHandlers, 'handleFellBack' | 'handleBack'>;
  handleState(state: State, label?: string): void;
  /** The talk device is a loudspeaker: only then may the browser work on the sound. */
  readonly loudspeaker: boolean;
  readonly choose: Choose;
  devices(): DeviceList;
  refresh(): Promise<void>;
  /** The sound to send from now on. */
  changed(stream: MediaStream | undefined): void;
}

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
  const { use, clock, logger } = deps;
  const isAlone = use === 'medlyttMicrophone';
  const standIn = createStandIn(use, deps.handlers);
  let pin: Pin | undefined;
  let open: { stream: MediaStream; id: string; choice: Choice } | undefined;
  let trouble: Trouble | undefined;
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
    deps.handleState(state, label);
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

  function begin(stream: MediaStream, choice: Choice): void {
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
    standIn.look(choice);
  }

  function letGo(): void {
    if (!open) return;
    stop(open.stream);
    open = undefined;
    deps.changed(undefined);
  }

  /** Nothing may stand in, so nothing is captured. */
  function lack(): void {
    letGo();
    trouble = pin && 'missing';
    if (pin) standIn.look(undefined);
    else standIn.forget();
  }

  function fail(cause: unknown): void {
    trouble = troubleOf(cause);
    logger.warn('microphone not opened', {
      use,
      state: trouble,
      error: cause instanceof Error ? cause.name : '',
    });
    if (open) return;
    tell(trouble);
    if (isAlone) standIn.look(undefined);
  }

  async function attempt(): Promise<void> {
    const choice = deps.choose(pin);
    if (!choice) return lack();
    if (isAlone && open?.choice.id !== choice.id) letGo();
    // A try that nobody asked for is told only by what comes of it.
    if (!open && trouble !== 'failed') tell('opening');
    try {
      const stream = await capture(choice);
      // Chosen or given up anew meanwhile: this one may not be open for a moment.
      if (closed || (isAlone && again)) stop(stream);
      else begin(stream, choice);
    } catch (cause) {
      if (!closed) fail(cause);
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
    logger.warn('microphone ended', { use });
    letGo();
    void deps.refresh().then(start);
  }

  return {
    open() {
      trouble = undefined;
      return start();
    },
    pin(next) {
      pin = next;
      standIn.renew();
      return start();
    },
    handleDevices() {
      const there = deps.devices().devices.filter((device) => device.kind === 'microphone');
      const lost = open && open.id !== 'default' && !there.some((device) => device.id === open?.id);
      if (lost) return lose();
      const choice = deps.choose(pin);
      if (open ? choice?.id !== open.choice.id : trouble === 'missing' && choice && there.length > 0)
        void start();
    },
    device: () => open?.id ?? '',
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
