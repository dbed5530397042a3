import type { Event } from '@samband/telephony/contract';
import { expect, it } from 'vitest';
import type { PartyLine } from './parties.ts';
import { reportOf } from './report.ts';

const limits = { '113': 10_000 };
const event = (type: string, call: string, more: object = {}): Event =>
  ({ type, call, ...more }) as unknown as Event;
const waiting = (call: string, number: string): Event =>
  event('call.waiting', call, { caller: { number }, queue: '113' });
const answered = (call: string, waited = 4000): Event[] => [
  event('call.answered', call, { waited }),
  event('audio.first', call, { msAfterPress: 20 }),
];
const outside = (call: string, number: string, heard = true): PartyLine[] => [
  { type: 'called', call, number, to: '113' },
  { type: 'ended', call, by: 'operator', heard, spokeMs: 1000 },
];

it('passes a day on which everybody was spoken with and heard', () => {
  const events = [
    waiting('a', '+4700000001'),
    ...answered('a'),
    waiting('b', '+4700000002'),
    event('call.abandoned', 'b', { waited: 1 }),
    event('call.dialled', 'c', { target: { number: '+4700000002' }, callsBack: 'b' }),
    event('unanswered.calledBack', 'b', { by: 'c' }),
    event('call.connected', 'c'),
    event('audio.first', 'c'),
  ];
  const parties: PartyLine[] = [
    ...outside('1', '+4700000001'),
    { type: 'calledBack', call: '2', of: 'x', by: 'operator', number: '+4700000002' },
    { type: 'ended', call: '2', by: 'operator', heard: true, spokeMs: 10 },
  ];
  expect(reportOf({ events, parties, limits })).toEqual({
    calls: 2,
    answered: 1,
    abandoned: 1,
    calledBack: 1,
    queues: { '113': { calls: 2, answered: 1, withinLimit: 50, waitedMedian: 4000, waitedLongest: 4000 } },
    sound: { checked: 2, bothWays: 2 },
    failures: [],
  });
});

it.each([
  ['neither answered nor listed', [waiting('a', '1')], []],
  ['nobody called back', [waiting('a', '1'), event('call.abandoned', 'a')], []],
  ['the caller heard nothing', [waiting('a', '1'), ...answered('a')], outside('1', '1', false)],
  ['the caller heard nothing', [waiting('a', '1'), ...answered('a')], []],
  [
    'the operator heard nothing',
    [waiting('a', '1'), event('call.answered', 'a', { waited: 1 })],
    outside('1', '1'),
  ],
] as const)('does not pass: %s', (why, events, parties) => {
  expect(reportOf({ events, parties, limits }).failures).toEqual([expect.stringContaining(why)]);
});

it('counts one who called again and was answered as spoken with', () => {
  const events = [waiting('a', '1'), event('call.abandoned', 'a'), waiting('b', '1'), ...answered('b')];
  expect(reportOf({ events, parties: outside('1', '1'), limits })).toMatchObject({
    abandoned: 1,
    calledBack: 1,
    failures: [],
  });
});
