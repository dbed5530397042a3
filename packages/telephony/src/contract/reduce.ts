import type { Event, EventType } from './event.ts';
import { emptySnapshot } from './snapshot.ts';
import type { Call, EdgeState, Snapshot, WaitingCall } from './snapshot.ts';

type Reducers = { readonly [K in EventType]: (snapshot: Snapshot, event: Event<K>) => Snapshot };

const at = (event: { wall: string }): number => Date.parse(event.wall);
const same = (snapshot: Snapshot): Snapshot => snapshot;

/** Replaces the entries that match; the others keep their identity, so that screens redraw only what changed. */
function patch<T>(list: readonly T[], match: (item: T) => boolean, change: (item: T) => T): T[] {
  return list.map((item) => (match(item) ? change(item) : item));
}
const call = (snapshot: Snapshot, id: string | undefined, change: (call: Call) => Call): Snapshot => ({
  ...snapshot,
  calls: patch(snapshot.calls, (item) => item.call === id, change),
});
const waiting = (
  snapshot: Snapshot,
  id: string | undefined,
  change: (item: WaitingCall) => WaitingCall,
): Snapshot => ({
  ...snapshot,
  waiting: patch(snapshot.waiting, (item) => item.call === id, change),
});
const edge = (snapshot: Snapshot, name: string, change: (item: EdgeState) => EdgeState): Snapshot => ({
  ...snapshot,
  edges: patch(snapshot.edges, (item) => item.name === name, change),
});
const withoutWaiting = (snapshot: Snapshot, id: string | undefined): Snapshot => ({
  ...snapshot,
  waiting: snapshot.waiting.filter((item) => item.call !== id),
});
/** An address is refused no longer. */
function acceptedAor({ refused = [], ...item }: EdgeState, aor: string): EdgeState {
  const rest = refused.filter((refusal) => refusal.aor !== aor);
  return rest.length === 0 ? item : { ...item, refused: rest };
}
const withoutProof = ({ proof: _gone, ...item }: EdgeState): EdgeState => item;

const withoutAor = (list: readonly string[], aor: string): string[] => list.filter((item) => item !== aor);

/** Drops exactOptional noise: `undefined` in an update means unchanged. */
function defined<T extends object>(update: T): Partial<{ [K in keyof T]: Exclude<T[K], undefined> }> {
  return Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined)) as never;
}

function answered(snapshot: Snapshot, event: Event<'call.answering'>): Snapshot {
  const row = snapshot.waiting.find((item) => item.call === event.call);
  if (!row) return snapshot;
  const begun: Call = {
    call: row.call,
    direction: 'incoming',
    caller: row.caller,
    dialled: row.dialled,
    ...(row.queue === undefined ? {} : { queue: row.queue }),
    category: row.category,
    state: 'answering',
    held: { operator: false, peer: false },
    muted: false,
    since: at(event),
    sinceMono: event.mono,
    waited: Math.max(0, event.mono - row.sinceMono),
    locations: row.locations,
    recording: 'unknown',
    silent: { heard: false, beingHeard: false },
  };
  const rest = withoutWaiting(snapshot, row.call);
  return { ...rest, calls: [...snapshot.calls.filter((item) => item.call !== row.call), begun] };
}

function dialled(snapshot: Snapshot, event: Event<'call.dialled'>): Snapshot {
  if (event.call === undefined) return snapshot;
  const begun: Call = {
    call: event.call,
    direction: 'outgoing',
    caller: event.target,
    dialled: event.dialled,
    ...(event.queue === undefined ? {} : { queue: event.queue }),
    state: 'dialling',
    held: { operator: false, peer: false },
    muted: false,
    since: at(event),
    sinceMono: event.mono,
    locations: [],
    recording: 'unknown',
    silent: { heard: false, beingHeard: false },
  };
  return { ...snapshot, calls: [...snapshot.calls.filter((item) => item.call !== begun.call), begun] };
}

/** So many unanswered calls are kept: more than anybody can call back, and few enough to be saved whole each time. */
export const mostUnanswered = 200;

/** The newest stay. Those that were called back go before those that were not, and only these are counted. */
function withUnanswered(snapshot: Snapshot, list: Snapshot['unanswered']): Snapshot {
  const over = list.length - mostUnanswered;
  if (over <= 0) return { ...snapshot, unanswered: list };
  const oldest = [...list].reverse();
  const done = oldest.filter((item) => item.calledBackBy !== undefined).slice(0, over);
  const open = oldest.filter((item) => item.calledBackBy === undefined).slice(0, over - done.length);
  const gone = new Set([...done, ...open]);
  const left = (snapshot.unansweredLeftOut ?? 0) + open.length;
  const unanswered = list.filter((item) => !gone.has(item));
  return { ...snapshot, unanswered, ...(left > 0 ? { unansweredLeftOut: left } : {}) };
}

/** A call that leaves the queue unanswered goes to the list, newest first, once. */
function listed(snapshot: Snapshot, item: Snapshot['unanswered'][number] | undefined): Snapshot {
  if (!item) return snapshot;
  return withUnanswered(snapshot, [item, ...snapshot.unanswered.filter((other) => other.call !== item.call)]);
}

function abandoned(snapshot: Snapshot, event: Event<'call.abandoned'>): Snapshot {
  const row = snapshot.waiting.find((item) => item.call === event.call);
  if (!row) return snapshot;
  return listed(withoutWaiting(snapshot, row.call), {
    call: row.call,
    caller: row.caller,
    ...(row.queue === undefined ? {} : { queue: row.queue }),
    category: row.category,
    kind: 'abandoned',
    at: at(event),
    waited: event.waited,
  });
}

function broke(snapshot: Snapshot, event: Event<'call.brokeAfterAnswer'>): Snapshot {
  const ended = snapshot.calls.find((item) => item.call === event.call);
  if (!ended) return snapshot;
  return listed(snapshot, {
    call: ended.call,
    caller: ended.caller,
    ...(ended.queue === undefined ? {} : { queue: ended.queue }),
    ...(ended.category === undefined ? {} : { category: ended.category }),
    kind: 'broke',
    at: at(event),
    waited: ended.waited ?? 0,
  });
}

function heldBy(
  snapshot: Snapshot,
  event: Event<'call.held'> | Event<'call.resumed'>,
  on: boolean,
): Snapshot {
  return call(snapshot, event.call, (item) => {
    const { heldSinceMono: _gone, ...rest } = item;
    if (event.by === 'peer') return { ...item, held: { ...item.held, peer: on } };
    return { ...rest, held: { ...item.held, operator: on }, ...(on ? { heldSinceMono: event.mono } : {}) };
  });
}

function silence(
  snapshot: Snapshot,
  event: Event<'audio.silent'> | Event<'audio.back'>,
  on: boolean,
): Snapshot {
  return call(snapshot, event.call, (item) => ({
    ...item,
    silent: { ...item.silent, [event.direction]: on },
  }));
}

function positionState(
  snapshot: Snapshot,
  state: 'ready' | 'paused',
  event: Event,
  reason?: string,
): Snapshot {
  const { number, role, operator } = snapshot.position;
  const more = { ...(operator ? { operator } : {}), ...(reason === undefined ? {} : { reason }) };
  return { ...snapshot, position: { number, role, state, since: at(event), ...more } };
}

const reducers: Reducers = {
  'engine.started': (_snapshot, event) =>
    withUnanswered(
      {
        ...emptySnapshot,
        position: { number: event.position, role: event.role, state: 'starting', since: at(event) },
        edges: event.edges.map((name) => ({ name, state: 'connecting', attempt: 0, registered: [] })),
        calls: event.carried?.calls ?? [],
      },
      event.carried?.unanswered ?? [],
    ),
  'screen.attached': same,
  'screen.lost': same,
  'process.lost': (snapshot, event) => ({
    ...snapshot,
    lost: [...snapshot.lost.filter((name) => name !== event.which), event.which],
  }),
  'process.back': (snapshot, event) => ({
    ...snapshot,
    lost: snapshot.lost.filter((name) => name !== event.which),
  }),
  'clock.jumped': same,
  'clock.skewed': (snapshot, event) => ({ ...snapshot, clockSkewMs: event.ms }),
  'command.refused': same,

  signedIn: (snapshot, event) => {
    const { operator: _before, ...position } = snapshot.position;
    const { state } = position;
    const who = event.operator ? { operator: event.operator } : {};
    return {
      ...snapshot,
      position: {
        ...position,
        ...who,
        number: event.position,
        role: event.role,
        state: state === 'signedOut' ? 'starting' : state,
      },
    };
  },
  signedOut: (snapshot, event) => ({
    ...snapshot,
    position: { number: event.position, role: event.role, state: 'signedOut', since: at(event) },
  }),
  roleChanged: (snapshot, event) => ({ ...snapshot, position: { ...snapshot.position, role: event.role } }),
  becameReady: (snapshot, event) => positionState(snapshot, 'ready', event),
  paused: (snapshot, event) => positionState(snapshot, 'paused', event, event.reason),
  lastReady: (snapshot, event) => ({
    ...snapshot,
    position: { ...snapshot.position, last: event.others === 0 },
  }),

  'edge.connecting': (snapshot, event) =>
    edge(snapshot, event.edge, (item) => ({
      ...item,
      state: item.state === 'lost' ? 'lost' : 'connecting',
      attempt: event.attempt,
    })),
  'edge.connected': (snapshot, event) =>
    edge(snapshot, event.edge, (item) => ({
      name: item.name,
      state: 'connected',
      attempt: 0,
      registered: [],
    })),
  'edge.lost': (snapshot, event) =>
    edge(snapshot, event.edge, (item) => ({
      ...withoutProof(item),
      state: 'lost',
      // A socket only knows that it was refused; why stands until the edge is connected again.
      reason: item.reason?.startsWith('certificate.') ? item.reason : event.reason,
      registered: [],
    })),
  registered: (snapshot, event) =>
    edge(snapshot, event.edge, (item) => ({
      ...acceptedAor(item, event.aor),
      registered: [...withoutAor(item.registered, event.aor), event.aor],
    })),
  unregistered: (snapshot, event) =>
    edge(snapshot, event.edge, (item) => {
      const registered = withoutAor(item.registered, event.aor);
      const next = { ...acceptedAor(item, event.aor), registered };
      return registered.length === 0 ? withoutProof(next) : next;
    }),
  refused: (snapshot, { edge: name, aor, status, reason }) =>
    edge(snapshot, name, (item) => ({
      ...item,
      registered: withoutAor(item.registered, aor),
      refused: [...(acceptedAor(item, aor).refused ?? []), { aor, status, reason }],
    })),
  'edge.proven': (snapshot, event) => edge(snapshot, event.edge, (item) => ({ ...item, proof: 'proven' })),
  'edge.unproven': (snapshot, event) => edge(snapshot, event.edge, (item) => ({ ...item, proof: event.why })),
  'certificate.expiring': same,
  'certificate.refused': (snapshot, event) =>
    edge(snapshot, event.edge, (item) => ({ ...item, reason: `certificate.${event.why}` })),
  'outage.began': (snapshot, event) => ({ ...snapshot, outageSince: at(event) }),
  'outage.ended': ({ outageSince: _gone, ...snapshot }, event) =>
    event.possiblyMissed.reduce<Snapshot>(listed, snapshot),

  'call.waiting': (snapshot, event) => {
    if (event.call === undefined) return snapshot;
    const row: WaitingCall = {
      call: event.call,
      caller: event.caller,
      dialled: event.dialled,
      ...(event.queue === undefined ? {} : { queue: event.queue }),
      category: event.category,
      priority: event.priority,
      since: event.since,
      sinceMono: event.sinceMono,
      ...(event.queueLength === undefined ? {} : { queueLength: event.queueLength }),
      locations: event.locations,
      unattended: event.unattended,
      hidden: false,
      withdrawn: false,
    };
    return { ...snapshot, waiting: [...withoutWaiting(snapshot, row.call).waiting, row] };
  },
  'call.updated': (snapshot, event) => {
    const { caller, queueLength, locations, withdrawn } = event;
    const known = defined({ caller, queueLength, locations });
    const next = waiting(snapshot, event.call, (item) => ({ ...item, ...known, ...defined({ withdrawn }) }));
    return call(next, event.call, (item) => ({ ...item, ...defined({ caller, locations }) }));
  },
  'call.hidden': (snapshot, event) => waiting(snapshot, event.call, (item) => ({ ...item, hidden: true })),
  'call.unhidden': (snapshot, event) => waiting(snapshot, event.call, (item) => ({ ...item, hidden: false })),
  'call.answeredElsewhere': (snapshot, event) => withoutWaiting(snapshot, event.call),
  'call.left': (snapshot, event) => withoutWaiting(snapshot, event.call),
  'call.abandoned': abandoned,
  'call.brokeAfterAnswer': broke,
  'unanswered.calledBack': (snapshot, event) => ({
    ...snapshot,
    unanswered: patch(
      snapshot.unanswered,
      (item) => item.call === event.call,
      (item) => ({ ...item, calledBackBy: event.by }),
    ),
  }),
  'unanswered.dismissed': (snapshot, event) => ({
    ...snapshot,
    unanswered: snapshot.unanswered.filter((item) => item.call !== event.call),
  }),

  'call.answering': answered,
  'call.answered': (snapshot, event) =>
    call(snapshot, event.call, (item) => ({
      ...item,
      state: 'up',
      upSinceMono: event.mono,
      waited: event.waited,
    })),
  'call.answerFailed': (snapshot, event) => ({
    ...snapshot,
    calls: snapshot.calls.filter((item) => item.call !== event.call),
  }),
  'call.dialled': dialled,
  'call.progress': (snapshot, event) =>
    call(snapshot, event.call, (item) => ({ ...item, progress: event.status })),
  'call.connected': (snapshot, event) =>
    call(snapshot, event.call, (item) => ({
      ...item,
      state: 'up',
      codec: event.codec,
      upSinceMono: item.upSinceMono ?? event.mono,
    })),
  'call.held': (snapshot, event) => heldBy(snapshot, event, true),
  'call.resumed': (snapshot, event) => heldBy(snapshot, event, false),
  'call.muted': (snapshot, event) => call(snapshot, event.call, (item) => ({ ...item, muted: event.on })),
  'call.dtmfSent': same,
  'call.noted': (snapshot, event) => call(snapshot, event.call, (item) => ({ ...item, note: event.text })),
  'call.ended': (snapshot, event) => ({
    ...snapshot,
    calls: snapshot.calls.filter((item) => item.call !== event.call),
  }),
  'call.recovering': (snapshot, event) =>
    call(snapshot, event.call, (item) => ({ ...item, state: 'recovering' })),
  'call.recovered': (snapshot, event) => call(snapshot, event.call, (item) => ({ ...item, state: 'up' })),
  'call.recoveryFailed': same,

  'audio.first': same,
  'audio.silent': (snapshot, event) => silence(snapshot, event, true),
  'audio.back': (snapshot, event) => silence(snapshot, event, false),
  quality: (snapshot, event) => {
    const { heard, beingHeard, mos, rttMs, lossShare, jitterMs } = event;
    return call(snapshot, event.call, (item) => ({
      ...item,
      quality: { heard, beingHeard, mos, rttMs, lossShare, jitterMs },
    }));
  },
  microphone: (snapshot, event) => ({ ...snapshot, microphone: event.state }),
  ring: same,

  'device.appeared': (snapshot, event) => ({
    ...snapshot,
    devices: [...snapshot.devices.filter((item) => item.id !== event.device.id), event.device],
  }),
  'device.removed': (snapshot, event) => ({
    ...snapshot,
    devices: snapshot.devices.filter((item) => item.id !== event.device.id),
  }),
  'device.selected': (snapshot, event) => {
    const { [event.use]: _before, ...others } = snapshot.uses;
    if (event.device === '') return { ...snapshot, uses: others };
    return {
      ...snapshot,
      uses: { ...others, [event.use]: { id: event.device, label: event.label, fellBack: false } },
    };
  },
  'device.fellBack': (snapshot, event) => {
    const chosen = snapshot.uses[event.use] ?? { id: '', label: event.to };
    const fallen = { ...chosen, fellBack: true, standIn: event.to };
    return { ...snapshot, uses: { ...snapshot.uses, [event.use]: fallen } };
  },
  'device.back': (snapshot, event) => {
    const before = snapshot.uses[event.use];
    if (!before) return snapshot;
    const { standIn: _gone, ...chosen } = before;
    return { ...snapshot, uses: { ...snapshot.uses, [event.use]: { ...chosen, fellBack: false } } };
  },
  'device.tested': ({ trying: _before, ...snapshot }, event) =>
    event.phase === 'done' ? snapshot : { ...snapshot, trying: event.phase },

  'medlytt.set': ({ medlytt, ...snapshot }, { mute, headset }) => ({
    ...snapshot,
    // Who listens in begins by listening.
    medlytt: {
      mute,
      muted: mute === medlytt.mute ? medlytt.muted : true,
      ...(headset === undefined ? {} : { headset }),
    },
  }),
  'medlytt.muted': (snapshot, event) => ({
    ...snapshot,
    medlytt: { ...snapshot.medlytt, muted: event.on },
  }),

  'hid.appeared': (snapshot, { device }) => ({
    ...snapshot,
    hid: [...snapshot.hid.filter(({ id }) => id !== device.id), device],
  }),
  'hid.removed': (snapshot, event) => ({
    ...snapshot,
    hid: snapshot.hid.filter(({ id }) => id !== event.device),
  }),
  'device.learned': same,
  'key.pressed': same,
  'ptt.down': (snapshot, { how }) => ({ ...snapshot, push: how }),
  'ptt.up': ({ push: _before, ...snapshot }) => snapshot,

  'journal.opened': same,
  'journal.failed': same,
  'engine.careful': same,

  'scenario.started': same,
  'scenario.ended': same,

  'recording.confirmed': (snapshot, event) =>
    call(snapshot, event.call, (item) => ({ ...item, recording: 'confirmed' })),
  'recording.missing': (snapshot, event) =>
    call(snapshot, event.call, (item) => ({ ...item, recording: 'missing' })),

  'alarm.raised': (snapshot, event) => ({
    ...snapshot,
    alarms: [...snapshot.alarms.filter((item) => item.id !== event.alarm.id), event.alarm],
  }),
  'alarm.changed': (snapshot, event) => ({
    ...snapshot,
    alarms: patch(
      snapshot.alarms,
      (item) => item.id === event.alarm,
      (item) => ({ ...item, values: event.values }),
    ),
  }),
  'alarm.acknowledged': (snapshot, event) => ({
    ...snapshot,
    alarms: patch(
      snapshot.alarms,
      (item) => item.id === event.alarm,
      (item) => ({ ...item, acknowledged: true }),
    ),
  }),
  'alarm.cleared': (snapshot, event) => ({
    ...snapshot,
    alarms: snapshot.alarms.filter((item) => item.id !== event.alarm),
  }),
  'sip.dropped': (snapshot, event) => ({
    ...snapshot,
    dropped: { ...snapshot.dropped, [event.why]: event.count },
  }),
};

/**
 * The one reducer: Snapshot = fold(events). Pure. An event that does not continue the snapshot
 * (gap in `seq`, other `epoch`) is the reader's concern: see `continues`.
 */
export function reduce(snapshot: Snapshot, event: Event): Snapshot {
  const step = reducers[event.type] as (snapshot: Snapshot, event: Event) => Snapshot;
  return { ...step(snapshot, event), epoch: event.epoch, seq: event.seq };
}

/** True when `event` is the next one of this snapshot, or begins a new epoch. A reader that sees false asks for a new snapshot. */
export function continues(snapshot: Snapshot, event: Event): boolean {
  if (event.type === 'engine.started') return event.epoch > snapshot.epoch && event.seq === 1;
  return event.epoch === snapshot.epoch && event.seq === snapshot.seq + 1;
}
