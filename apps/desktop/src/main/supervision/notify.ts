import type { Clock, Disposable, Logger } from '@samband/telephony/ports';

/** What systemd's variables say (sd_notify(3), sd_watchdog_enabled(3)). */
export interface NotifyPlace {
  readonly socket: string;
  /** ms within which it wants to hear that all is well; undefined: it does not watch. */
  readonly within?: number;
}

const names = ['NOTIFY_SOCKET', 'WATCHDOG_USEC', 'WATCHDOG_PID'] as const;

/** Takes them out of the environment: no other process of the app is to speak for this one. */
export function takeNotifyPlace(environment: NodeJS.ProcessEnv, pid: number): NotifyPlace | undefined {
  const [socket, usec, meant] = names.map((name) => environment[name]);
  for (const name of names) delete environment[name];
  if (socket === undefined || socket === '') return undefined;
  const within = Number(usec) / 1000;
  const isMeant = meant === undefined || meant === '' || Number(meant) === pid;
  return { socket, ...(isMeant && within > 0 ? { within } : {}) };
}

export interface NotifierDeps {
  readonly place: NotifyPlace | undefined;
  readonly clock: Pick<Clock, 'every'>;
  readonly log: Logger;
  /** Sends one message to the socket; rejects where that fails. */
  send(socket: string, message: string): Promise<void>;
  /** How often the heartbeats of engine and console have been judged since the start. */
  judged(): number;
}

/**
 * Tells systemd that this process is up, and from then on that it does its work: that its event loop turns, and that
 * engine and console are judged by their heartbeats. Nobody else watches over the watchman.
 */
export function createNotifier({
  place,
  clock,
  log,
  send,
  judged,
}: NotifierDeps): { ready(): void } & Disposable {
  let judgedBefore = -1;
  let isFailing = false;
  let beating: Disposable | undefined;

  async function tell(message: string): Promise<void> {
    if (!place) return;
    try {
      await send(place.socket, message);
      isFailing = false;
    } catch (error) {
      if (!isFailing)
        log.error('systemd cannot be told', { message, code: (error as NodeJS.ErrnoException).code ?? '' });
      isFailing = true;
    }
  }
  function beat(): void {
    const now = judged();
    if (now > judgedBefore) void tell('WATCHDOG=1');
    else log.error('nobody judges the heartbeats; systemd is not told that all is well');
    judgedBefore = now;
  }
  return {
    ready() {
      void tell('READY=1');
      // Three times within the limit: one that comes late, and one that is lost, are no reason to end a call.
      if (place?.within !== undefined) beating ??= clock.every(place.within / 3, beat);
    },
    dispose: () => beating?.dispose(),
  };
}
