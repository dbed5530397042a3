import { expect, it } from 'vitest';
import { learnPedal } from './learning.ts';
import { fakeClock, settle } from './testing/clock.ts';
import { fakePort } from './testing/fake.ts';

it('asks again for a switch that is unclear, and leaves the device closed', async () => {
  const port = fakePort(fakeClock());
  const device = port.plug({ vid: '05f3', pid: '00ff', interface: 2 });
  const steps: string[] = [];
  const learning = learnPedal({
    port,
    listed: device.listed,
    names: ['left'],
    signal: new AbortController().signal,
    tell: (step) => steps.push(Object.keys(step)[0] ?? ''),
  });
  await settle();
  for (const byte of [1, 2, 4, 8]) device.send(Uint8Array.of(byte, 0));
  for (const byte of [1, 0, 1, 0]) device.send(Uint8Array.of(byte, 0));
  expect(await learning).toEqual({
    vendorId: 0x05f3,
    productId: 0x00ff,
    interface: 2,
    numbered: false,
    buttons: [{ name: 'left', report: 0, byte: 0, mask: 1, down: 1 }],
  });
  expect(steps.filter((step) => step !== 'want')).toEqual(['problem', 'done']);
  expect(port.leaks()).toEqual([]);
});

it('does not begin when it has been called off', async () => {
  const port = fakePort(fakeClock());
  const { listed } = port.plug({ vid: '05f3', pid: '00ff' });
  const signal = AbortSignal.abort();
  await expect(
    learnPedal({ port, listed, names: ['left'], signal, tell: () => undefined }),
  ).rejects.toMatchObject({
    code: 'hid.closed',
  });
  expect(port.leaks()).toEqual([]);
});
