import { expect, it } from 'vitest';
import { fakeClock, fakePort } from '../../packages/hid/src/testing/index.ts';
import { deviceMeant, listLines } from './list.ts';

it('lists what is plugged in and what it is', async () => {
  const port = fakePort(fakeClock());
  expect(await listLines(port)).toHaveLength(1);
  port.plug({ vid: '0b0e', pid: '0307', product: 'Jabra' });
  port.plug({ vid: '046d', pid: '0a37', product: 'H540' });
  port.plug({ vid: '27bb', pid: '3bcd', bytes: null, product: 'Omega' });
  port.plug({ vid: '047f', pid: 'c056', product: 'Poly' }).fail('descriptor', 'hid.denied');
  expect(await listLines(port)).toEqual([
    'fake:1  0b0e:0307  headset  Jabra',
    'fake:2  046d:0a37  other  H540',
    'fake:3  27bb:3bcd  light  Omega',
    'fake:4  047f:c056  unreadable (hid.denied)  Poly',
  ]);
});

it('finds the device that is meant', async () => {
  const port = fakePort(fakeClock());
  const pedal = port.plug({ vid: '05f3', pid: '00ff' }).listed;
  port.plug({ vid: '046d', pid: '0a37' });
  expect(await deviceMeant(port, undefined)).toEqual(pedal);
  expect(await deviceMeant(port, pedal.path)).toEqual(pedal);
  expect(await deviceMeant(port, '05F3:00FF')).toEqual(pedal);
  expect(await deviceMeant(port, '0000:0000')).toBeUndefined();
  port.plug({ vid: '0b0e', pid: '0307' });
  expect(await deviceMeant(port, undefined)).toBeUndefined();
});
