import { expect, it } from 'vitest';
import { networkSignature, withoutSandbox } from './environment.ts';

it('tells one network from another, whatever the order, without loopback', () => {
  const cable = { address: '10.0.0.2', internal: false };
  const radio = { address: '10.0.1.2', internal: false };
  const own = { address: '127.0.0.1', internal: true };
  expect(networkSignature({ lo: [own], eth0: [cable], wlan0: [radio] })).toBe(
    networkSignature({ wlan0: [radio], eth0: [cable], lo: undefined }),
  );
  expect(networkSignature({ eth0: [cable] })).not.toBe(networkSignature({ eth0: [radio] }));
});

it('finds what takes the sandbox away', () => {
  expect(withoutSandbox((name) => name === 'no-sandbox')).toBe('no-sandbox');
  expect(withoutSandbox((name) => name === 'disable-gpu')).toBeUndefined();
});
