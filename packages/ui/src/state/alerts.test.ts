import { describe, expect, it } from 'vitest';
import { emptySnapshot } from '@samband/telephony/contract';
import type { EdgeState, Snapshot } from '@samband/telephony/contract';
import { waitingCall } from '../testing/console.ts';
import { createTexts } from '../messages/index.ts';
import { createAlerts } from './alerts.ts';
import { initialState } from './console.ts';
import type { ConsoleState } from './types.ts';

const texts = createTexts('nb');
const edge: EdgeState = { name: 'A', state: 'connected', attempt: 0, registered: ['x'] };
const live = (snapshot: Partial<Snapshot>, more: Partial<ConsoleState> = {}) =>
  createAlerts(texts)({
    ...initialState,
    link: 'live',
    seenAt: 1,
    ...more,
    snapshot: { ...emptySnapshot, microphone: 'open', ...snapshot },
  });
const alarm = { id: 'a1', rank: 1, since: 5, acknowledged: false } as const;

it('says nothing when nothing is wrong', () => {
  expect(live({ edges: [{ ...edge, registered: ['x'] }] })).toEqual([]);
});

describe('conditions', () => {
  it('starting, then a picture that is old', () => {
    const starting = createAlerts(texts)({ ...initialState, link: 'attaching' });
    expect(starting).toMatchObject([{ rank: 3, text: 'Starter telefonien …' }]);
    const old = createAlerts(texts)({ ...initialState, link: 'absent', seenAt: 1 });
    expect(old[0]).toMatchObject({ rank: 1 });
    expect(old[0]?.text).toContain('Henter tilbake telefonien');
  });

  it('both edges gone: one alert, not three', () => {
    const edges = ['A', 'B'].map((name) => ({
      ...edge,
      name,
      state: 'lost' as const,
      attempt: 3,
      registered: [],
    }));
    const found = live({ edges, outageSince: Date.UTC(2026, 0, 5) });
    expect(found).toHaveLength(1);
    expect(found[0]?.text).toContain('Begge sentralforbindelser er borte');
  });

  it('one edge gone, refused credentials, refused certificate, each with what to do', () => {
    const found = live({
      edges: [
        { ...edge, state: 'lost', attempt: 2, reason: 'timeout', registered: [] },
        { ...edge, name: 'B', refused: [{ aor: 'x', status: 403, reason: 'Forbidden' }], registered: [] },
        { ...edge, name: 'C', state: 'lost', reason: 'certificate.expired', registered: [] },
      ],
    }).map((alert) => alert.text);
    expect(found).toEqual([
      expect.stringContaining('Sentral B avviste påloggingen (403)'),
      expect.stringContaining('Sentral C: sertifikatet er gått ut på dato'),
      expect.stringContaining('Sentral A: svarer ikke i tide. Kobler til igjen (2. forsøk)'),
    ]);
  });

  it('that calls come over the other edge is said only where it is known', () => {
    const lost: EdgeState = { ...edge, state: 'lost', attempt: 2, registered: [] };
    const other = { ...edge, name: 'B' };
    const words = (proof: 'proven' | 'silent' | undefined) =>
      live({ edges: [lost, { ...other, proof }] }).find(({ text }) => text.includes('Kobler til'))?.text;
    expect(words('proven')).toContain('Anrop kommer over den andre.');
    for (const proof of ['silent', undefined] as const) expect(words(proof)).not.toContain('den andre');
  });

  it('an edge over which nothing came back: who else is there decides how bad it is', () => {
    const deaf: EdgeState = { ...edge, proof: 'silent' };
    const [found] = live({ edges: [deaf, { ...edge, name: 'B', proof: 'proven' }] });
    expect(found).toMatchObject({
      rank: 2,
      text: 'Sentral A: Anrop kommer kanskje ikke hit denne veien. Prøveanropet kom ikke tilbake. Anrop kommer over den andre. Meld fra til teknisk vakt.',
    });
    const both = live({ edges: [deaf, { ...edge, name: 'B', proof: 'refused' }] });
    expect(both.map(({ rank }) => rank)).toEqual([1, 1]);
    expect(both[1]?.text).toContain(
      'Anrop kommer kanskje ikke hit. Sentralen avviste prøveanropet. Be en annen',
    );
    expect(live({ edges: [{ ...edge, proof: 'undeclared' }] })).toEqual([]);
  });

  it.each(['missing', 'refused', 'failed'] as const)('a %s microphone comes with its press', (microphone) => {
    expect(live({ microphone })).toMatchObject([{ rank: 1, retryMicrophone: true }]);
  });

  it('a device that stands in for another, a clock that is off, a process that restarts', () => {
    const found = live({
      clockSkewMs: -4200,
      lost: ['devices'],
      uses: { talk: { id: 's', label: 'Hodesett', fellBack: true, standIn: 'Høyttaler' } },
    }).map((alert) => alert.text);
    expect(found[0]).toContain('Talen går nå i Høyttaler');
    expect(found[1]).toContain('etter sentralens med 4 s');
    expect(found[2]).toContain('hodesett og pedal');
  });

  it('a second headset that is gone, by its own name: nothing stands in for it', () => {
    const gone = (label: string) => ({ id: label, label, fellBack: true, standIn: '' });
    const found = live({
      uses: { medlytt: gone('Poly'), medlyttMicrophone: gone('Poly mikrofon'), ring: gone('Jabra') },
    });
    expect(found.slice(1).map((alert) => alert.text)).toEqual([
      'Poly er borte: medlytteren hører ikke.',
      'Poly mikrofon er borte: medlytteren høres ikke.',
    ]);
    expect(new Set(found.map((alert) => alert.id)).size).toBe(3);
  });
});

describe('alarms', () => {
  it('come in words, also those without words of their own', () => {
    const found = live({
      alarms: [
        { ...alarm, kind: 'certificate.expiring', values: { edge: 'B', days: 12 } },
        { ...alarm, id: 'a2', rank: 2, kind: 'something.new' },
      ],
    });
    expect(found.map((alert) => alert.text)).toEqual([
      'Sertifikatet til sentral B går ut om 12 dager. Meld fra til teknisk vakt.',
      'Varsel: something.new',
    ]);
    expect(found.map((alert) => alert.alarm)).toEqual(['a1', 'a2']);
  });

  it('are spoken for by the condition of their kind, which takes the acknowledgement', () => {
    const found = live({ microphone: 'missing', alarms: [{ ...alarm, kind: 'microphone.missing' }] });
    expect(found).toMatchObject([{ alarm: 'a1', retryMicrophone: true, acknowledged: false }]);
  });

  it('name the caller they are about', () => {
    const found = live({
      waiting: [waitingCall('w1')],
      alarms: [
        { ...alarm, kind: 'call.late', call: 'w1' },
        { ...alarm, id: 'a2', kind: 'call.late', call: 'gone' },
      ],
    });
    expect(found.map((alert) => alert.text)).toEqual([
      'Anropet fra +47 901 23 456 har ventet over fristen.',
      'Anropet fra – har ventet over fristen.',
    ]);
  });

  it('go last when they are acknowledged', () => {
    const found = live({
      alarms: [
        { ...alarm, kind: 'call.late', acknowledged: true },
        { ...alarm, id: 'a2', rank: 3, kind: 'certificate.expiring' },
      ],
    });
    expect(found.map((alert) => alert.id)).toEqual(['a2', 'a1']);
  });
});

describe('notices', () => {
  const notice = { id: 'n1', at: 1, command: 'queue.answerNext' } as const;
  const error = { code: 'queue.empty', category: 'state', messageKey: 'error.queue.empty' } as const;
  const said = (item: ConsoleState['notices'][number]) => live({}, { notices: [item] })[0]?.text;

  it('say what was not done and why, by the most exact words there are', () => {
    expect(said({ ...notice, kind: 'refused', error })).toBe('Ikke utført: besvar neste. Ingen venter.');
    expect(said({ ...notice, kind: 'refused', error: { ...error, messageKey: 'x' } })).toContain(
      'Ingen venter.',
    );
    expect(said({ ...notice, kind: 'refused', error: { ...error, messageKey: 'x', code: 'y' } })).toBe(
      'Ikke utført: besvar neste. Det går ikke akkurat nå.',
    );
  });

  it('say when nobody answered', () => {
    expect(said({ ...notice, kind: 'noReply' })).toContain('Telefonien har ikke svart');
  });
});

it('gives the same list for the same state, and the same alert for an alarm that did not change', () => {
  const read = createAlerts(texts);
  const row = waitingCall('w1');
  const late = { ...alarm, kind: 'call.late', call: 'w1' };
  const first: ConsoleState = {
    ...initialState,
    link: 'live',
    seenAt: 1,
    snapshot: { ...emptySnapshot, microphone: 'open', waiting: [row], alarms: [late] },
  };
  const list = read(first);
  expect(read(first)).toBe(list);
  const second = { ...first, snapshot: { ...first.snapshot, alarms: [late, { ...late, id: 'a2' }] } };
  expect(read(second)[0]).toBe(list[0]);
  const known = { ...row, caller: { ...row.caller, number: '+4799999999' } };
  const third = { ...second, snapshot: { ...second.snapshot, waiting: [known] } };
  expect(read(third)[0]?.text).toContain('+47 999 99 999');
});
