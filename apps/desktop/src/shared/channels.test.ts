import { portMessage as contracted } from '@samband/telephony/contract';
import { expect, it } from 'vitest';
import { channels, origin, portMessage } from './channels.ts';

it('says the same as the contract', () => {
  expect(portMessage).toBe(contracted);
});

it('names each channel once and each page by an origin of its own', () => {
  expect(new Set(Object.values(channels)).size).toBe(Object.values(channels).length);
  expect(origin('engine')).not.toBe(origin('console'));
});
