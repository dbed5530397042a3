import { describe, expect, it } from 'vitest';
import { emptySnapshot } from './snapshot.ts';
import { event } from './testing/arbitrary.ts';
import {
  credentialsSchema,
  engineConfigSchema,
  reportSchema,
  toEngineFromMain,
  toEngineFromScreen,
  toMain,
  toScreen,
  unknownCaller,
} from './wire.ts';

const credentials = { username: 'pos1', realm: 'test', ha1: '0123456789abcdef0123456789abcdef' };
const config = {
  site: { any: 'thing' },
  position: 1,
  role: 'medical',
  credentials,
  instanceId: '6b8f4f6e-0d6c-4b5a-9a53-0d9c8f3d5a11',
  epoch: 1,
  after: 'start',
  userAgent: 'Samband/0.1',
};
const state = {
  schema: 1,
  position: 1,
  role: 'medical',
  ready: true,
  at: 1,
  mono: 1,
  calls: [
    {
      call: {
        call: 'c1',
        direction: 'incoming',
        caller: unknownCaller,
        dialled: '113',
        state: 'up',
        held: { operator: false, peer: false },
        muted: false,
        since: 1,
        sinceMono: 1,
        locations: [],
        recording: 'unknown',
        silent: { heard: false, beingHeard: false },
      },
      dialog: { callId: 'x', localTag: 'l', remoteTag: 'r', edge: 'A' },
    },
  ],
  unanswered: [],
  devices: { talk: { id: 'd', label: 'Headset' } },
};

describe('between screen and engine', () => {
  it('reads what either end sends', () => {
    const command = { id: 'k', at: 1, from: 'screen', type: 'queue.answer', call: 'c1' };
    expect(toEngineFromScreen.parse({ kind: 'command', command })).toEqual({ kind: 'command', command });
    expect(toEngineFromScreen.parse({ kind: 'attach' })).toEqual({ kind: 'attach' });
    const told = { ...event(1), type: 'call.muted', call: 'c1', on: true };
    expect(toScreen.parse({ kind: 'event', event: told })).toEqual({ kind: 'event', event: told });
    expect(toScreen.parse({ kind: 'snapshot', mono: 1, snapshot: emptySnapshot })).toMatchObject({
      kind: 'snapshot',
    });
  });

  it.each([{}, null, 'attach', { kind: 'start', config }, { kind: 'command' }])(
    'a screen may not say %j',
    (input) => {
      expect(toEngineFromScreen.safeParse(input).success).toBe(false);
    },
  );
});

describe('between main and engine', () => {
  it('takes a config with the state to carry over', () => {
    const whole = { ...config, state };
    expect(engineConfigSchema.parse(whole)).toEqual(whole);
    expect(toEngineFromMain.parse({ kind: 'start', config: whole })).toMatchObject({ kind: 'start' });
    expect(toMain.parse({ kind: 'save', state })).toEqual({ kind: 'save', state });
  });

  it('takes HA1 only, never a secret', () => {
    expect(credentialsSchema.safeParse({ ...credentials, ha1: 'hemmelig' }).success).toBe(false);
    expect(credentialsSchema.parse({ ...credentials, secret: 'hemmelig' })).toEqual(credentials);
  });

  it.each([
    { type: 'process.lost', payload: { which: 'journal' } },
    { type: 'screen.lost', payload: { reason: 'hang' } },
    { type: 'certificate.expiring', payload: { edge: 'A', days: 12 } },
  ])('numbers a report of $type', (report) => {
    expect(reportSchema.parse(report)).toEqual(report);
  });

  it.each([
    { type: 'call.ended', payload: { by: 'peer', reason: '', talked: 0 } },
    { type: 'process.lost', payload: {} },
    { type: 'process.lost' },
  ])('does not take %j for a report', (report) => {
    expect(reportSchema.safeParse(report).success).toBe(false);
  });
});
