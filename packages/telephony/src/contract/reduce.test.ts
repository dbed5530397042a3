import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventPayloads, parseEvent } from './event.ts';
import type { Event, EventPayload, EventType } from './event.ts';
import { continues, mostUnanswered, reduce } from './reduce.ts';
import { emptySnapshot, snapshotSchema } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';
import { arbitraryStream, event } from './testing/arbitrary.ts';

const caller = { number: '+4790123456', withheld: false, assertedBy: 'network' } as const;

/** Folds a story told as [type, payload, call]; the first event is always engine.started. */
function fold(...steps: { [K in EventType]: [K, EventPayload<K>, string?] }[EventType][]): Snapshot {
  const told = [['engine.started', { after: 'start', edges: ['A', 'B'] }] as const, ...steps];
  return told.reduce<Snapshot>((snapshot, [type, payload, call], index) => {
    const next = parseEvent({ ...event(index + 1), type, ...payload, ...(call ? { call } : {}) });
    expect(continues(snapshot, next)).toBe(true);
    return reduce(snapshot, next);
  }, emptySnapshot);
}

const waiting: ['call.waiting', EventPayload<'call.waiting'>, string] = [
  'call.waiting',
  {
    caller,
    dialled: '113',
    queue: '113',
    category: 'emergency',
    priority: 0,
    since: Date.parse(event(1).wall),
    sinceMono: event(1).mono,
    locations: [],
    unattended: false,
  },
  'c1',
];

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

it('a call that leaves the line is neither on it nor on the list of unanswered ones', () => {
  const { waiting: line, unanswered } = fold(waiting, ['call.left', { why: 'role' }, 'c1']);
  expect([line, unanswered]).toEqual([[], []]);
});

describe('reduce, over any stream', () => {
  it('yields a snapshot that its schema accepts, never mutates, and counts seq', () => {
    fc.assert(
      fc.property(arbitraryStream(), (events) => {
        const end = events.reduce<Snapshot>((snapshot, next) => {
          expect(continues(snapshot, next)).toBe(true);
          return deepFreeze(reduce(snapshot, deepFreeze(next)));
        }, deepFreeze(emptySnapshot));
        expect(end.seq).toBe(events.length);
        expect(snapshotSchema.safeParse(end).error).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('is the same for a screen that attached late: snapshot over the wire, then the events after it', () => {
    fc.assert(
      fc.property(arbitraryStream(), fc.nat(), (events, cut) => {
        const at = cut % (events.length + 1);
        const whole = events.reduce(reduce, emptySnapshot);
        const sent = structuredClone(events.slice(0, at).reduce(reduce, emptySnapshot));
        const late = events.slice(at).reduce(reduce, at === 0 ? emptySnapshot : snapshotSchema.parse(sent));
        expect(late).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  it('never shows one call twice in a list', () => {
    fc.assert(
      fc.property(arbitraryStream(), (events) => {
        // What is carried over comes from a snapshot, where the rule holds already.
        const [start, ...rest] = events as [Event<'engine.started'>, ...Event[]];
        const { carried: _left, ...fresh } = start;
        const end = [fresh as Event, ...rest].reduce(reduce, emptySnapshot);
        for (const list of [end.waiting, end.calls, end.unanswered]) {
          const ids = list.map((item) => item.call);
          expect(new Set(ids).size).toBe(ids.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('knows every event of the contract', () => {
    for (const type of Object.keys(eventPayloads))
      expect(() => reduce(emptySnapshot, { ...event(1), type, carried: undefined } as never)).not.toThrow(
        /is not a function/,
      );
  });
});

describe('reduce, by story', () => {
  it('a call waits, is answered and ends', () => {
    const ringing = fold(waiting);
    expect(ringing.waiting).toMatchObject([{ call: 'c1', hidden: false, withdrawn: false }]);
    const pressed = fold(waiting, ['call.answering', {}, 'c1']);
    expect(pressed.waiting).toEqual([]);
    expect(pressed.calls).toMatchObject([
      { call: 'c1', state: 'answering', waited: 2000, recording: 'unknown' },
    ]);
    const up = fold(waiting, ['call.answering', {}, 'c1'], ['call.answered', { waited: 2500 }, 'c1']);
    expect(up.calls).toMatchObject([{ state: 'up', waited: 2500, upSinceMono: event(4).mono }]);
    const over = fold(
      waiting,
      ['call.answering', {}, 'c1'],
      ['call.ended', { by: 'peer', reason: '', talked: 0 }, 'c1'],
    );
    expect(over.calls).toEqual([]);
    expect(over.unanswered).toEqual([]);
  });

  it('a caller who gives up is listed once, and a call-back is noted on the same line', () => {
    const gone = fold(
      waiting,
      ['call.abandoned', { waited: 9000 }, 'c1'],
      ['call.abandoned', { waited: 9000 }, 'c1'],
    );
    expect(gone.waiting).toEqual([]);
    expect(gone.unanswered).toMatchObject([{ call: 'c1', kind: 'abandoned', waited: 9000 }]);
    const back = fold(
      waiting,
      ['call.abandoned', { waited: 1 }, 'c1'],
      ['unanswered.calledBack', { by: 'c2' }, 'c1'],
    );
    expect(back.unanswered).toMatchObject([{ call: 'c1', calledBackBy: 'c2' }]);
    const dismissed = fold(
      waiting,
      ['call.abandoned', { waited: 1 }, 'c1'],
      ['unanswered.dismissed', { reason: 'x' }, 'c1'],
    );
    expect(dismissed.unanswered).toEqual([]);
  });

  it('a call that breaks right after the answer is listed as broken', () => {
    const broken = fold(
      waiting,
      ['call.answering', {}, 'c1'],
      ['call.answered', { waited: 2000 }, 'c1'],
      ['call.brokeAfterAnswer', { talked: 300 }, 'c1'],
      ['call.ended', { by: 'peer', reason: '', talked: 300 }, 'c1'],
    );
    expect(broken.calls).toEqual([]);
    expect(broken.unanswered).toMatchObject([{ call: 'c1', kind: 'broke', waited: 2000 }]);
  });

  it('answered elsewhere is never missed', () => {
    const elsewhere = fold(waiting, ['call.answeredElsewhere', { by: '5' }, 'c1']);
    expect(elsewhere.waiting).toEqual([]);
    expect(elsewhere.unanswered).toEqual([]);
  });

  it('an update changes only what it names, and a withdrawn call may come back', () => {
    const updated = fold(waiting, ['call.updated', { queueLength: 4, withdrawn: true }, 'c1']);
    expect(updated.waiting).toMatchObject([{ caller, queueLength: 4, withdrawn: true }]);
    const again = fold(
      waiting,
      ['call.updated', { withdrawn: true }, 'c1'],
      ['call.updated', { withdrawn: false }, 'c1'],
    );
    expect(again.waiting).toMatchObject([{ withdrawn: false }]);
  });

  it('both parties may hold; the operator alone has the clock', () => {
    const answering: ['call.answering', Record<string, never>, string] = ['call.answering', {}, 'c1'];
    const up = [waiting, answering] as const;
    const both = fold(...up, ['call.held', { by: 'operator' }, 'c1'], ['call.held', { by: 'peer' }, 'c1']);
    expect(both.calls).toMatchObject([
      { held: { operator: true, peer: true }, heldSinceMono: event(4).mono },
    ]);
    const peerOnly = fold(
      ...up,
      ['call.held', { by: 'operator' }, 'c1'],
      ['call.held', { by: 'peer' }, 'c1'],
      ['call.resumed', { by: 'operator' }, 'c1'],
    );
    expect(peerOnly.calls).toMatchObject([{ held: { operator: false, peer: true } }]);
    expect(peerOnly.calls[0]).not.toHaveProperty('heldSinceMono');
  });

  it('a lost edge keeps saying lost while it is tried again, and begins anew when connected', () => {
    const aor = 'sip:113@test';
    const lost = fold(
      ['edge.connected', { edge: 'A' }],
      ['registered', { edge: 'A', aor }],
      ['edge.lost', { edge: 'A', reason: 'closed' }],
      ['edge.connecting', { edge: 'A', attempt: 2 }],
    );
    expect(lost.edges[0]).toEqual({ name: 'A', state: 'lost', attempt: 2, reason: 'closed', registered: [] });
    const back = fold(['edge.lost', { edge: 'A', reason: 'closed' }], ['edge.connected', { edge: 'A' }]);
    expect(back.edges[0]).toEqual({ name: 'A', state: 'connected', attempt: 0, registered: [] });
    expect(back.edges[1]).toMatchObject({ name: 'B', state: 'connecting' });
  });

  it('a refusal is shown until a registration succeeds', () => {
    const refused: ['refused', EventPayload<'refused'>] = [
      'refused',
      { edge: 'A', aor: 'sip:113@test', status: 403, reason: 'Forbidden' },
    ];
    expect(fold(refused).edges[0]?.refused).toEqual([
      { aor: 'sip:113@test', status: 403, reason: 'Forbidden' },
    ]);
    const other = fold(refused, ['registered', { edge: 'A', aor: 'sip:pos1@test' }]);
    expect(other.edges[0]?.refused).toHaveLength(1);
    const mended = fold(refused, ['registered', { edge: 'A', aor: 'sip:113@test' }]);
    expect(mended.edges[0]).not.toHaveProperty('refused');
    expect(mended.edges[0]?.registered).toEqual(['sip:113@test']);
  });

  it('an outage lists what may have been missed and then is over', () => {
    const missed = { call: 'c9', caller, kind: 'possiblyMissed', at: 1, waited: 0 } as const;
    const over = fold(['outage.began', {}], ['outage.ended', { from: 1, to: 2, possiblyMissed: [missed] }]);
    expect(over).not.toHaveProperty('outageSince');
    expect(over.unanswered).toEqual([missed]);
  });

  it('a new engine carries calls and the unanswered list over, and nothing else', () => {
    const before = fold(waiting, ['call.answering', {}, 'c1'], ['sip.dropped', { why: 'parse', count: 2 }]);
    const carried = { calls: before.calls, unanswered: before.unanswered };
    const started = parseEvent({
      ...event(1, 2),
      type: 'engine.started',
      after: 'crash',
      edges: ['A'],
      carried,
    });
    expect(continues(before, started)).toBe(true);
    const after = reduce(before, started);
    expect(after).toMatchObject({ epoch: 2, seq: 1, calls: [{ call: 'c1' }], waiting: [], dropped: {} });
    expect(after.position).toMatchObject({ number: 3, role: 'medical', state: 'starting' });
  });

  it('an event about a call that is not there changes nothing but seq', () => {
    const before = fold(waiting);
    const stray = parseEvent({ ...event(3), type: 'call.muted', on: true, call: 'unknown' });
    expect(reduce(before, stray)).toEqual({ ...before, seq: 3 });
  });

  it('keeps the identity of what an event does not touch', () => {
    const before = fold(waiting, [...waiting.slice(0, 2), 'c2'] as typeof waiting);
    const after = reduce(before, parseEvent({ ...event(4), type: 'call.hidden', call: 'c2' }));
    expect(after.waiting[0]).toBe(before.waiting[0]);
    expect(after.calls).toBe(before.calls);
  });
});

describe('continues', () => {
  const before = fold(waiting);
  it.each([
    ['the next seq', { ...event(3), type: 'call.hidden', call: 'c1' }, true],
    ['a gap', { ...event(4), type: 'call.hidden', call: 'c1' }, false],
    ['the same again', { ...event(2), type: 'call.hidden', call: 'c1' }, false],
    ['another epoch without its beginning', { ...event(3, 2), type: 'call.hidden', call: 'c1' }, false],
    ['a new epoch', { ...event(1, 2), type: 'engine.started', after: 'hang', edges: [] }, true],
    ['an old epoch', { ...event(1, 1), type: 'engine.started', after: 'start', edges: [] }, false],
    [
      'a new epoch whose beginning was missed',
      { ...event(2, 2), type: 'engine.started', after: 'hang', edges: [] },
      false,
    ],
  ])('%s', (_what, input, expected) => {
    expect(continues(before, parseEvent(input))).toBe(expected);
  });
});

describe('why an edge is gone', () => {
  it('a refused certificate stands through every further try, until the edge is connected', () => {
    const lost: ['edge.lost', EventPayload<'edge.lost'>] = ['edge.lost', { edge: 'B', reason: 'refused' }];
    const refused = fold(['certificate.refused', { edge: 'B', why: 'expired' }], lost, lost);
    expect(refused.edges[1]).toMatchObject({ state: 'lost', reason: 'certificate.expired' });
    const back = fold(
      ['certificate.refused', { edge: 'B', why: 'expired' }],
      lost,
      ['edge.connected', { edge: 'B' }],
      lost,
    );
    expect(back.edges[1]).toMatchObject({ state: 'lost', reason: 'refused' });
  });
});

describe('the list of unanswered calls', () => {
  const entry = (n: number, calledBackBy?: string): Snapshot['unanswered'][number] => ({
    call: `u${n}`,
    caller,
    kind: 'abandoned',
    at: n,
    waited: 1,
    ...(calledBackBy === undefined ? {} : { calledBackBy }),
  });
  const carried = (list: Snapshot['unanswered']): Snapshot =>
    reduce(
      emptySnapshot,
      parseEvent({
        ...event(1),
        type: 'engine.started',
        after: 'start',
        edges: [],
        carried: { calls: [], unanswered: list },
      }),
    );
  const newest = (count: number): Snapshot['unanswered'] =>
    Array.from({ length: count }, (_, n) => entry(count - n));

  it('is bounded: the newest stay, and it is said how many are left out', () => {
    const { unanswered, unansweredLeftOut } = carried(newest(1000));
    expect(unanswered).toHaveLength(mostUnanswered);
    expect(unanswered[0]?.call).toBe('u1000');
    expect(unansweredLeftOut).toBe(1000 - mostUnanswered);
    expect(carried(newest(mostUnanswered)).unansweredLeftOut).toBeUndefined();
  });

  it('lets go of who was called back before anybody else, and does not count them', () => {
    const full = carried([entry(999, 'out1'), ...newest(mostUnanswered)]);
    expect(full.unanswered.map(({ call }) => call)).not.toContain('u999');
    expect(full.unanswered).toHaveLength(mostUnanswered);
    expect(full.unansweredLeftOut).toBeUndefined();
  });
});
