import { expect, it } from 'vitest';
import { fakeClock } from './clock.ts';
import { fakePort } from './fake.ts';
import { portContract } from './port-contract.ts';
import { fromHex } from './recordings.ts';

portContract('fake', () => {
  const port = fakePort(fakeClock());
  const device = port.plug({ vid: '0b0e', pid: '0307' });
  return {
    port,
    send: device.send,
    written: () => device.written.map((hex) => [...fromHex(hex)]),
    unplug: device.unplug,
    refuse: () => device.fail('open', 'hid.denied'),
  };
});

it('says what is left open', async () => {
  const port = fakePort(fakeClock());
  const device = port.plug({ vid: '0b0e', pid: '0307', manners: {} });
  const handle = await port.open(device.listed.path);
  expect(port.leaks()).toHaveLength(1);
  await handle.close();
  expect(port.leaks()).toEqual([]);
});
