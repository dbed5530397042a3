import type { Disposable, Logger } from '@samband/telephony/ports';
import { fromDescriptors, isDescribedByPage } from '../../shared/devices.ts';
import type { AskedDevice, ToDescriptors } from '../../shared/devices.ts';
import type { WatchClock } from '../supervision/watch.ts';
import { createHosted } from './hosted.ts';
import type { Hosted, HostedPage } from './hosted.ts';
import type { Mint, Port } from './ports.ts';

export interface DescriptorsDeps<P extends Port<P>> {
  readonly clock: WatchClock;
  readonly log: Logger;
  /** `process.platform`. */
  readonly platform: string;
  mint: Mint<P>;
  open(handlers: { handleLoaded(): void; handleGone(reason: string): void }): HostedPage<P>;
}

type Answer = (collections: readonly unknown[] | undefined) => void;

/** Asks a hidden page what a device says of its reports, where the system does not tell node-hid (ADR 0009). */
export interface DescriptorsParty extends Disposable {
  /** Answers once, in time, whatever happens; with nothing where nobody knows. */
  describe(device: AskedDevice, answer: Answer): void;
}

const limits = { every: 1000, silent: 5000, start: 15_000 };
/** For the answer, ms. The first one waits for the window. */
const patience = 5000;
/** Questions at a time: more than a PC has devices. */
const most = 64;

interface Question {
  readonly device: AskedDevice;
  readonly answer: Answer;
  readonly late: Disposable;
}

export function createDescriptorsParty<P extends Port<P>>(deps: DescriptorsDeps<P>): DescriptorsParty {
  const { clock, log } = deps;
  const open = new Map<number, Question>();
  let count = 0;
  let page: Hosted<P, ToDescriptors> | undefined;

  function settle(n: number, collections?: readonly unknown[]): void {
    const question = open.get(n);
    open.delete(n);
    question?.late.dispose();
    question?.answer(collections);
  }

  function receive(input: unknown): void {
    const parsed = fromDescriptors.safeParse(input);
    if (!parsed.success) {
      log.error('descriptors sent what cannot be read', {
        issue: parsed.error.issues[0]?.path.join('.') ?? '',
      });
      return;
    }
    const message = parsed.data;
    if (message.kind === 'pong') page?.heard(message.n);
    else settle(message.n, message.collections);
  }

  /** Not before somebody asks: a browser's process costs memory that most positions have no use for. */
  function begin(): Hosted<P, ToDescriptors> {
    const begun = createHosted<P, ToDescriptors>({
      ...deps,
      name: 'descriptors',
      limits,
      ping: (n) => ({ kind: 'ping', n }),
      receive,
      handleUp() {
        for (const [n, { device }] of open) begun.send({ kind: 'describe', n, device });
      },
      // Not asked again of the next one: a question that ends a page would end them all.
      handleGone() {
        for (const n of [...open.keys()]) settle(n);
      },
    });
    begun.start();
    return begun;
  }

  return {
    describe(device, answer) {
      if (!isDescribedByPage(deps.platform) || open.size >= most) {
        answer(undefined);
        return;
      }
      const n = (count += 1);
      const late = clock.after(patience, () => {
        log.warn('descriptors: no answer in time', { vendor: device.vendorId, product: device.productId });
        settle(n);
      });
      open.set(n, { device, answer, late });
      // One that is not there yet hears it when it is up.
      if (page) page.send({ kind: 'describe', n, device });
      else page = begin();
    },
    dispose() {
      page?.dispose();
      for (const { late } of open.values()) late.dispose();
      open.clear();
    },
  };
}
