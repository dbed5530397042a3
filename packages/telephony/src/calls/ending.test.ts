import { describe, expect, it } from 'vitest';
import type { EndFacts } from './ending.ts';
import { endingOf } from './ending.ts';

const facts: EndFacts = {
  stage: 'up',
  direction: 'incoming',
  cause: { kind: 'bye', elsewhere: false },
  talkedMs: 60_000,
  heard: true,
  livesOn: false,
  elsewhereBefore: false,
};
const cases: [string, Partial<EndFacts>, ReturnType<typeof endingOf>][] = [
  ['the caller hangs up after a talk', {}, { by: 'peer', reason: 'bye', broke: false }],
  [
    'the caller is gone right after the answer',
    { talkedMs: 300 },
    { by: 'peer', reason: 'bye', broke: true },
  ],
  ['the caller was never heard', { heard: false }, { by: 'peer', reason: 'bye', broke: true }],
  [
    'a Reason says elsewhere',
    { talkedMs: 10, cause: { kind: 'bye', elsewhere: true } },
    { by: 'elsewhere', reason: 'answeredElsewhere', broke: false },
  ],
  [
    'the same call lives on',
    { talkedMs: 10, livesOn: true },
    { by: 'network', reason: 'reoffered', broke: false },
  ],
  [
    'a colleague had it before our 200',
    { talkedMs: 10, elsewhereBefore: true },
    { by: 'elsewhere', reason: 'answeredElsewhere', broke: false },
  ],
  [
    'whom we called hangs up at once',
    { direction: 'outgoing', talkedMs: 10 },
    { by: 'peer', reason: 'bye', broke: false },
  ],
  [
    'no ACK came',
    { stage: 'accepted', cause: { kind: 'lost' }, talkedMs: 0 },
    { by: 'network', reason: 'noAck', broke: true },
  ],
  ['the dialog is lost', { cause: { kind: 'lost' } }, { by: 'network', reason: 'dialogLost', broke: true }],
  [
    'busy',
    { direction: 'outgoing', stage: 'dialling', cause: { kind: 'status', status: 486 } },
    { by: 'peer', reason: 'sip.486', broke: false },
  ],
  [
    'no connection',
    { direction: 'outgoing', stage: 'dialling', cause: { kind: 'status', status: 0 } },
    { by: 'network', reason: 'network', broke: false },
  ],
  [
    'CANCEL and 200 crossed',
    { stage: 'accepted', cause: { kind: 'cancelledElsewhere' } },
    { by: 'elsewhere', reason: 'answeredElsewhere', broke: false },
  ],
];

describe('what an end means', () => {
  it.each(cases)('%s', (_name, change, ending) => {
    expect(endingOf({ ...facts, ...change })).toEqual(ending);
  });
});
