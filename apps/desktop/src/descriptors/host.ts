import type { WebHid } from '@samband/hid/webhid';
import type { Logger } from '@samband/telephony/ports';
import { toDescriptors } from '../shared/devices.ts';
import type { AskedDevice, FromDescriptors } from '../shared/devices.ts';
import { collectionsOf } from './find.ts';

/** The part of a MessagePort that is used. */
export interface DescriptorsPort {
  postMessage(message: FromDescriptors): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  start(): void;
}

export interface DescriptorsDeps {
  /** `navigator.hid`; undefined where the browser has none. */
  readonly hid: Pick<WebHid, 'getDevices'> | undefined;
  readonly logger: Logger;
}

/** Answers what main asks of a device's reports. It opens none and keeps nothing. */
export function hostDescriptors(port: DescriptorsPort, { hid, logger }: DescriptorsDeps): void {
  async function find(device: AskedDevice): Promise<readonly unknown[] | undefined> {
    try {
      return collectionsOf((await hid?.getDevices()) ?? [], device);
    } catch (cause) {
      logger.warn('descriptors: devices cannot be listed', { cause: String(cause).slice(0, 200) });
      return undefined;
    }
  }

  async function describe(n: number, device: AskedDevice): Promise<void> {
    port.postMessage({ kind: 'described', n, collections: await find(device) });
  }

  port.addEventListener('message', ({ data }) => {
    const message = toDescriptors.safeParse(data);
    if (!message.success) logger.error('main sent what cannot be read');
    else if (message.data.kind === 'ping') port.postMessage({ kind: 'pong', n: message.data.n });
    else void describe(message.data.n, message.data.device);
  });
  port.start();
}
