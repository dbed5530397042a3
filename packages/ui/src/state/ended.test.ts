import { expect, it } from 'vitest';
import { endedKey } from './ended.ts';

it.each([
  ['peer', '', 5000, 'call.ended.peer'],
  ['operator', '486 Busy Here', 0, 'call.ended.operator'],
  ['peer', '486 Busy Here', 0, 'call.ended.busy'],
  ['peer', '486', 9000, 'call.ended.peer'],
  ['network', '408 Request Timeout', 0, 'call.ended.noAnswer'],
  ['peer', '404', 0, 'call.ended.notFound'],
  ['peer', '599 odd', 0, 'call.ended.peer'],
  ['recoveryFailed', '', 0, 'call.ended.recoveryFailed'],
] as const)('%s %s after %i ms is %s', (how, reason, talked, key) => {
  expect(endedKey({ how, reason, talked })).toBe(key);
});
