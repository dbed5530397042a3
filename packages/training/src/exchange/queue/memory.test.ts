import { readMessage } from '@samband/telephony/sip';
import { expect, it } from 'vitest';
import type { Identity } from '../dialog/dialog.ts';
import { message } from '../testing/raw.ts';
import { requestOf } from '../wire/request.ts';
import type { Request } from '../wire/request.ts';
import { createMemory } from './memory.ts';

function reply(...names: string[]): Request {
  const raw = readMessage(message('INVITE', { extra: [`In-Reply-To: ${names.join(', ')}`] }));
  const request = typeof raw === 'string' ? undefined : requestOf(raw);
  if (!request) throw new Error('not a request');
  return request;
}
const lost = (call: string, ...callIds: string[]): Identity => ({
  call,
  queue: '113',
  cameIn: 1,
  cameInMono: 1,
  callIds,
});

it('knows a lost call by any of its names, once, and in its own queue only', () => {
  const memory = createMemory(() => 0);
  memory.keep(lost('a', 'first', 'second'));
  expect(memory.take(reply('first'), '116117')).toBeUndefined();
  expect(memory.take(reply('other', 'second'), '113')).toMatchObject({ call: 'a' });
  expect(memory.take(reply('first'), '113')).toBeUndefined();
});

it('forgets after ten minutes, and does not keep more than a few hundred', () => {
  let now = 0;
  const memory = createMemory(() => now);
  memory.keep(lost('a', 'first'));
  now = 600_001;
  expect(memory.take(reply('first'), '113')).toBeUndefined();
  for (let count = 0; count < 300; count += 1) memory.keep(lost(`c${count}`, `id${count}`));
  expect(memory.take(reply('id0'), '113')).toBeUndefined();
  expect(memory.take(reply('id299'), '113')).toMatchObject({ call: 'c299' });
});
