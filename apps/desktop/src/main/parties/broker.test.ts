import { expect, it } from 'vitest';
import { createBroker } from './broker.ts';
import { mintFakes } from './fakes.ts';
import type { FakePort } from './fakes.ts';

it('introduces each new pair once both are there, with fresh ports', () => {
  const attached: [number, FakePort][] = [];
  const delivered: FakePort[] = [];
  const pairs: FakePort[] = [];
  const up = { engine: false, console: false, devices: false };
  const broker = createBroker<FakePort>({
    mint: mintFakes,
    engine: () => ({
      running: () => up.engine,
      attach: (id, port) => attached.push([id, port]),
      attachDevices: (port) => pairs.push(port),
    }),
    devices: () => ({ running: () => up.devices, attachEngine: (port) => pairs.push(port) }),
    console: () => ({
      running: () => up.console,
      deliver: (_channel, _message, ports) => delivered.push(...ports),
    }),
  });
  broker.introduce();
  up.engine = true;
  broker.introduce();
  expect(attached).toEqual([]);
  up.console = true;
  broker.introduce();
  broker.introduce();
  expect(attached.map(([id]) => id)).toEqual([1, 2]);
  expect(new Set([...delivered, ...attached.map(([, port]) => port)]).size).toBe(4);

  broker.introduceDevices();
  expect(pairs).toEqual([]);
  up.devices = true;
  broker.introduceDevices();
  broker.introduceDevices();
  expect(new Set(pairs).size).toBe(4);
});
