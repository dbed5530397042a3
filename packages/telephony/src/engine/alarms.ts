import type { Alarm, Call, EdgeState, Refusal, Site, Snapshot } from '../contract/index.ts';
import { worstRefusal } from '../contract/index.ts';
import type { Clock, Disposable, EventSink } from '../ports/index.ts';
import { skewAlarmMs } from '../registration/index.ts';

/** A caller on hold longer than this must not be forgotten. */
export const heldLongMs = 30_000;

export type Due = Omit<Alarm, 'since' | 'acknowledged'>;

export interface DueAlarms {
  readonly alarms: Due[];
  /** Monotonic ms at which time alone will bring another one. */
  readonly nextAt: number | undefined;
}

type Later = (at: number, due: Due) => Due[];

function ofWaiting(snapshot: Snapshot, site: Site, later: Later): Due[] {
  const line = snapshot.waiting.filter((call) => !call.withdrawn);
  return line.flatMap((call) => {
    const limit = site.queues.find((queue) => queue.id === call.queue)?.limit;
    const alone: Due[] = call.unattended
      ? [{ id: `unattended:${call.call}`.slice(0, 128), rank: 1, kind: 'call.unattended', call: call.call }]
      : [];
    if (limit === undefined || call.hidden) return alone;
    const late: Due = { id: `late:${call.call}`.slice(0, 128), rank: 1, kind: 'call.late', call: call.call };
    return [...alone, ...later(call.sinceMono + limit, late)];
  });
}

function ofHeld(call: Call, later: Later): Due[] {
  if (!call.held.operator || call.heldSinceMono === undefined) return [];
  const id = `held:${call.call}`.slice(0, 128);
  return later(call.heldSinceMono + heldLongMs, { id, rank: 2, kind: 'call.heldLong', call: call.call });
}

/** No sound where there should be some. On hold none is due, nor from a muted microphone. */
function ofSilence(call: Call, { microphone }: Snapshot): Due[] {
  if (call.state !== 'up' || call.held.operator || call.held.peer) return [];
  // A microphone that is not open has an alarm of its own.
  const isSpeaking = microphone === 'open' && !call.muted;
  const silent = { heard: call.silent.heard, beingHeard: call.silent.beingHeard && isSpeaking };
  return (['heard', 'beingHeard'] as const)
    .filter((direction) => silent[direction])
    .map((direction) => {
      const kind = `silent.${direction}`;
      return { id: `${kind}:${call.call}`.slice(0, 128), rank: 1, kind, call: call.call };
    });
}

function ofPosition({ clockSkewMs, microphone }: Snapshot): Due[] {
  const clock: Due[] =
    Math.abs(clockSkewMs) > skewAlarmMs
      ? [
          {
            id: 'clock.skew',
            rank: 2,
            kind: 'clock.skew',
            values: { seconds: Math.round(clockSkewMs / 1000) },
          },
        ]
      : [];
  const mute: Due[] =
    microphone === 'missing' || microphone === 'refused' || microphone === 'failed'
      ? [{ id: 'microphone', rank: 1, kind: `microphone.${microphone}` }]
      : [];
  return [...clock, ...mute];
}

/** The registrar has decided: the secret is wrong, or the address unknown to it. What is busy may mend itself. */
const isDecided = ({ status }: Refusal): boolean => status < 500;

/** A call to the own address did not come back. Worse where no other way is known to be good. */
function ofProof({ name, proof }: EdgeState, edges: readonly EdgeState[]): Due[] {
  if (proof !== 'silent' && proof !== 'refused') return [];
  const isAlone = !edges.some((edge) => edge.proof === 'proven');
  const id = `unproven:${name}`;
  const values = { edge: name };
  return [
    isAlone ? { id, rank: 1, kind: 'position.deaf', values } : { id, rank: 2, kind: 'edge.deaf', values },
  ];
}

function ofEdges({ edges, outageSince }: Snapshot): Due[] {
  const outage: Due[] = outageSince === undefined ? [] : [{ id: 'outage', rank: 1, kind: 'outage' }];
  return [
    ...outage,
    ...edges.flatMap((edge): Due[] => {
      const refusal = worstRefusal(edge);
      if (!refusal || !isDecided(refusal)) return ofProof(edge, edges);
      const values = { edge: edge.name, status: refusal.status };
      return [{ id: `credentials:${edge.name}`, rank: 1, kind: 'credentials.refused', values }];
    }),
  ];
}

/** The alarms that a snapshot gives rise to, at this moment (monotonic ms). */
export function dueAlarms(snapshot: Snapshot, site: Site, now: number): DueAlarms {
  let nextAt: number | undefined;
  const later: Later = (at, due) => {
    if (at <= now) return [due];
    nextAt = Math.min(nextAt ?? at, at);
    return [];
  };
  const alarms = [
    ...ofWaiting(snapshot, site, later),
    ...snapshot.calls.flatMap((call) => [...ofHeld(call, later), ...ofSilence(call, snapshot)]),
    ...ofEdges(snapshot),
    ...ofPosition(snapshot),
  ];
  return { alarms, nextAt };
}

/** Raises and clears alarms as the snapshot and time have it. */
export interface Alarms extends Disposable {
  look(): void;
  /** One that the snapshot does not hold: stands until it is set to undefined. */
  set(id: string, due: Due | undefined): void;
}

export function createAlarms(deps: {
  readonly clock: Clock;
  readonly sink: EventSink;
  readonly site: Site;
  snapshot(): Snapshot;
}): Alarms {
  const { clock, sink, site } = deps;
  const standing = new Map<string, Due>();
  let timer: Disposable | undefined;

  /** A count that went up is no other alarm. */
  function tellChange(before: Alarm, { id, values }: Due): void {
    const count = values?.['n'];
    if (values && count !== undefined && count !== before.values?.['n'])
      sink.emit('alarm.changed', { alarm: id, values });
  }

  function look(): void {
    timer?.dispose();
    const now = clock.mono();
    const { alarms, nextAt } = dueAlarms(deps.snapshot(), site, now);
    const wanted = new Map([...alarms, ...standing.values()].map((alarm) => [alarm.id, alarm]));
    const raised = deps.snapshot().alarms;
    for (const alarm of raised) {
      const still = wanted.get(alarm.id);
      if (still?.kind !== alarm.kind) sink.emit('alarm.cleared', { alarm: alarm.id }, { call: alarm.call });
    }
    const known = new Map(raised.map((alarm) => [alarm.id, alarm]));
    for (const alarm of wanted.values()) {
      const before = known.get(alarm.id);
      if (before?.kind === alarm.kind) tellChange(before, alarm);
      else
        sink.emit(
          'alarm.raised',
          { alarm: { ...alarm, since: clock.wall(), acknowledged: false } },
          { call: alarm.call },
        );
    }
    if (nextAt !== undefined) timer = clock.after(nextAt - now, look);
  }

  return {
    look,
    set(id, due) {
      if (standing.get(id) === due) return;
      if (due) standing.set(id, due);
      else standing.delete(id);
      look();
    },
    dispose: () => timer?.dispose(),
  };
}
