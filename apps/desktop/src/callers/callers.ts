import type { Clock, Ids, Logger, SipStack } from '@samband/telephony/ports';
import { createParties, seededRandom } from '@samband/training/parties';
import type { Parties, PartyEvent, PartySoundPort } from '@samband/training/parties';
import { toCallers } from '../shared/practice.ts';
import type { FromCallers, ToCallers } from '../shared/practice.ts';

/** The part of a MessagePort that is used. */
export interface CallersPort {
  postMessage(message: FromCallers): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  start(): void;
}

export interface CallersDeps {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  createSip(): SipStack;
  createSounds(): PartySoundPort;
}

/** Does what main says with the simulated parties, and tells what they do. */
export function hostCallers(port: CallersPort, deps: CallersDeps): void {
  const { clock, ids, logger } = deps;
  let parties: Parties | undefined;
  /** What is left to chance in a day is the day's: the same seed, the same day. */
  let chance = seededRandom(1);
  const say = (message: FromCallers): void => port.postMessage(message);

  function handleEvent(event: PartyEvent): void {
    if (event.type === 'connected' || event.type === 'lost')
      say({ kind: 'connected', on: event.type === 'connected' });
    say({ kind: 'event', event: { at: clock.wall(), ...event } });
  }

  function start({ queues, url, domain, credentials, userAgent }: ToCallers & { kind: 'start' }): void {
    parties = createParties({
      sip: deps.createSip(),
      sounds: deps.createSounds(),
      clock,
      ids,
      random: () => chance(),
      logger,
      config: { url, domain, credentials, queues, userAgent, instanceId: ids.next(), exercise: true },
      handle: handleEvent,
    });
    parties.connect();
  }

  function obey(message: ToCallers): void {
    switch (message.kind) {
      case 'ping':
        return say({ kind: 'pong', n: message.n });
      case 'start':
        // One life of the parties is one page: another start is not meant.
        return parties ? undefined : start(message);
      case 'day':
        chance = seededRandom(message.seed);
        return parties?.startDay(message);
      case 'call':
        parties?.callNow();
        return undefined;
      case 'stop':
        return parties?.stop();
    }
  }

  port.addEventListener('message', ({ data }) => {
    const message = toCallers.safeParse(data);
    if (!message.success) {
      logger.error('main sent what cannot be read');
      return;
    }
    try {
      obey(message.data);
    } catch (error) {
      logger.error('the parties refused', { error: error instanceof Error ? error.name : 'unknown' });
    }
  });
  port.start();
}
