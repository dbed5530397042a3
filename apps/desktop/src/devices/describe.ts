import { mapOfSource, vendors } from '@samband/hid';
import type { Clock, DescriptorSource, Disposable, ListedDevice } from '@samband/hid';
import type { Logger } from '@samband/telephony/ports';
import type { FromDevicesProcess, ToDevicesProcess } from '../shared/devices.ts';
import { knownDescriptor } from './describe-known.ts';

export interface DescriberDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Of main, which has a page for it. */
  ask(message: FromDevicesProcess & { readonly kind: 'describe' }): void;
}

/** What a device says of its reports where node-hid has no word of it (Windows, macOS). */
export interface Describer extends Disposable {
  /** The page's answer; else what is known of the product; else undefined. Never rejects. */
  describe(device: ListedDevice): Promise<DescriptorSource | undefined>;
  handleDescribed(message: ToDevicesProcess & { readonly kind: 'described' }): void;
}

/** ms. Main answers before that, unless it is gone itself. */
const patience = 6000;

export function createDescriber({ clock, logger, ask }: DescriberDeps): Describer {
  const open = new Map<number, { readonly late: Disposable; answer(collections: unknown): void }>();
  let count = 0;

  function settle(n: number, collections: unknown): void {
    const question = open.get(n);
    open.delete(n);
    question?.late.dispose();
    question?.answer(collections);
  }

  function askFor({ vendorId, productId, product, collections }: ListedDevice): Promise<unknown> {
    return new Promise((resolve) => {
      const n = (count += 1);
      open.set(n, { late: clock.after(patience, () => settle(n, undefined)), answer: resolve });
      const device = {
        ...{ vendorId, productId, product: product.slice(0, 256) },
        collections: collections.slice(0, 64).map(({ usagePage, usage }) => ({ usagePage, usage })),
      };
      ask({ kind: 'describe', n, device });
    });
  }

  return {
    async describe(device) {
      const { vendorId, productId } = device;
      // The page sees no others.
      if (!vendors.some(({ id }) => id === vendorId)) return undefined;
      const source: DescriptorSource = { kind: 'collections', collections: await askFor(device) };
      if (mapOfSource(source)) return source;
      const known = knownDescriptor(device);
      logger.warn('devices: the browser knows no reports', {
        ...{ vendor: vendorId, product: productId, isKnown: known !== undefined },
      });
      return known;
    },
    handleDescribed: ({ n, collections }) => settle(n, collections),
    dispose() {
      for (const n of [...open.keys()]) settle(n, undefined);
    },
  };
}
