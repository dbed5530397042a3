import { expect, it } from 'vitest';
import { createBroker } from './broker.ts';
import { mintFakes } from './fakes.ts';
import type { FakePort } from './fakes.ts';

it('introduces each new pair once both are there, with fresh ports', () => {
  const attached: [number, FakePort][] = [];
  const delivered: FakePort[] = [];
  const up = { engine: false, console: false };
  const broker = createBroker<FakePort>({
    mint: mintFakes,
    engine: () => ({ running: () => up.engine, attach: (id, port) => attached.push([id, port]) }),
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
});
