import type { FlowConfig } from '@samband/telephony/ports';
import { fakeClock, fakeLogger } from '@samband/telephony/testing';
import type { FakeClock } from '@samband/telephony/testing';
import { createExchange } from '../index.ts';
import type { Exchange, ExchangeConfig, ExchangeEvent, Side } from '../index.ts';
import { domain, ha1Of, usual } from './config.ts';
import { createLightPhone } from './light.ts';
import { createPhone } from './phone.ts';
import type { Phone, Telephone } from './phone.ts';
import { createPost } from './post.ts';
import { createWire } from './wire.ts';

export { domain, ha1Of, usual } from './config.ts';

export interface Hall {
  readonly exchange: Exchange;
  readonly clock: FakeClock;
  readonly events: ExchangeEvent[];
  phone(side: Side, user: string, change?: Partial<FlowConfig>): Phone;
  /** Connected, and registered at these. */
  ready(side: Side, user: string, aors?: readonly string[]): Promise<Phone>;
  /** The same, of a telephone that costs next to nothing. */
  light(side: Side, user: string, aors?: readonly string[]): Promise<Telephone>;
  settle(): Promise<void>;
  /** Virtual time, and all that comes of it. */
  run(ms: number): Promise<void>;
  dispose(): void;
}

let names = 0;

/** An exchange with telephones, over sockets in memory and in virtual time. */
export function createHall(
  options: { config?: Partial<ExchangeConfig>; random?: () => number; keep?: boolean } = {},
): Hall {
  const clock = fakeClock();
  const events: ExchangeEvent[] = [];
  const post = createPost(options.random);
  const phones: Telephone[] = [];
  const exchange = createExchange({
    clock,
    ids: { next: () => `n${(names += 1)}`, random: () => 0.5 },
    logger: fakeLogger(),
    config: { ...usual, ...options.config },
    ha1Of,
    handle: (event) => void events.push(event),
  });

  const depsOf = (side: Side, user: string) => ({
    clock,
    domain,
    ha1: ha1Of(user) ?? '',
    openWire: () => createWire(exchange, post, side, options.keep),
  });

  async function sign<T extends Telephone>(made: T, aors: readonly string[]): Promise<T> {
    phones.push(made);
    await made.connect();
    for (const aor of [made.user, ...aors]) {
      const status = await made.register(aor);
      if (status !== 200) throw new Error(`${made.user} at ${aor}: ${status}`);
    }
    await post.settle();
    return made;
  }

  return {
    exchange,
    clock,
    events,
    settle: post.settle,
    phone(side, user, change) {
      const made = createPhone(depsOf(side, user), user, change);
      phones.push(made);
      return made;
    },
    ready: (side, user, aors = []) => sign(createPhone(depsOf(side, user), user), aors),
    light: (side, user, aors = []) => sign(createLightPhone(depsOf(side, user), user), aors),
    async run(ms) {
      await post.settle();
      await clock.run(ms);
      await post.settle();
    },
    dispose() {
      for (const phone of phones) phone.dispose();
      exchange.dispose();
    },
  };
}
