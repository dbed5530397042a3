import type { WebHid } from '@samband/hid/webhid';
import { expect, it, vi } from 'vitest';
import { fromDescriptors } from '../shared/devices.ts';
import type { FromDescriptors } from '../shared/devices.ts';
import { hostDescriptors } from './host.ts';
import { deviceOf, recordingOf } from './testing/device.ts';

const telephony = { usagePage: 0x0b, usage: 5 };
const headset = { vendorId: 0x0b0e, productId: 0x0307, product: '', collections: [telephony] };

function setUp(hid: Pick<WebHid, 'getDevices'> | undefined) {
  const said: FromDescriptors[] = [];
  let tell: () => void = () => undefined;
  const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  let hear: (event: { data: unknown }) => void = () => undefined;
  const port = {
    // As it would come over.
    postMessage(message: FromDescriptors) {
      said.push(structuredClone(message));
      if (message.kind === 'described') tell();
    },
    addEventListener: (_type: 'message', listener: typeof hear) => void (hear = listener),
    start: vi.fn(),
  };
  /** Resolves at the next answer. */
  const described = (): Promise<void> => new Promise((resolve) => (tell = resolve));
  hostDescriptors(port, { hid, logger });
  return { said, logger, port, say: (data: unknown) => hear({ data }), described };
}

const device = deviceOf(recordingOf('0b0e', '0307'));

it('tells what the browser knows of a device, in a form that main takes', async () => {
  const { said, say, port, described } = setUp({ getDevices: () => Promise.resolve([device]) });
  expect(port.start).toHaveBeenCalledOnce();
  say({ kind: 'ping', n: 1 });
  say({ kind: 'describe', n: 7, device: headset });
  await described();
  const collections = device.collections.filter(({ usagePage }) => usagePage === 0x0b);
  expect(said).toEqual([
    { kind: 'pong', n: 1 },
    { kind: 'described', n: 7, collections },
  ]);
  expect(said.every((message) => fromDescriptors.safeParse(message).success)).toBe(true);
});

it('says that it knows nothing: no such device, no WebHID, no list', async () => {
  const refused = setUp({ getDevices: () => Promise.reject(new Error('denied')) });
  const ways = [setUp({ getDevices: () => Promise.resolve([]) }), setUp(undefined), refused];
  for (const { say, said, described } of ways) {
    say({ kind: 'describe', n: 7, device: headset });
    await described();
    expect(said).toEqual([{ kind: 'described', n: 7, collections: undefined }]);
  }
  expect(refused.logger.warn).toHaveBeenCalledOnce();
});

it('drops what cannot be read', () => {
  const { said, say, logger } = setUp(undefined);
  for (const message of [
    'rubbish',
    { kind: 'describe', n: 7 },
    { kind: 'describe', n: 7, device: { vendorId: 1 } },
  ])
    say(message);
  expect(said).toEqual([]);
  expect(logger.error).toHaveBeenCalledTimes(3);
});
