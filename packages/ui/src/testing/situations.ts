import type {
  Call,
  CallLogPage,
  PlaceSettings,
  PracticeInfo,
  Snapshot,
  Unanswered,
  WaitingCall,
} from '@samband/telephony/contract';
import { call, calm, info, logged, missed, site, staffed, waiting } from './centre.ts';
import { guideAt } from '../state/guide.ts';
import type { GuideStep } from '../state/guide-steps.ts';
import type { Situation } from './stories.tsx';

/** What stories of components and of whole screens have in common. */
const caller = (more: Partial<WaitingCall['caller']>): WaitingCall['caller'] => ({
  withheld: false,
  assertedBy: 'network',
  ...more,
});

/** One of each line. The first is past its limit. */
export const four: readonly WaitingCall[] = [
  waiting('w1', 14, { locations: [{ civic: 'Nordvik sentrum', radius: 12, source: 'AML' }] }),
  waiting('w2', 5, {
    caller: caller({ name: 'Ambulanse 4-1' }),
    dialled: '4-1',
    queue: 'Ambulanse',
    category: 'ambulance',
    priority: 1,
  }),
  waiting('w3', 31, {
    caller: caller({ number: '22550100', name: 'Kjørelege Nordvik' }),
    dialled: 'Intern',
    queue: 'Intern',
    category: 'doctor',
    priority: 2,
  }),
  waiting('w4', 74, {
    caller: caller({ number: '+4747000111', withheld: true }),
    dialled: '116117',
    queue: '116117',
    category: 'public',
    priority: 4,
  }),
];

/** One of each kind of those who were not helped. */
export const notHelped: readonly Unanswered[] = [
  missed('u1', 7),
  missed('u2', 16, {
    caller: caller({ number: '22550100' }),
    queue: '116117',
    category: 'public',
    waited: 125_000,
  }),
  missed('u3', 31, { kind: 'broke', caller: caller({ number: '+4741234567' }) }),
  missed('u4', 40, { kind: 'possiblyMissed', caller: { withheld: true, assertedBy: 'none' } }),
  missed('u5', 55, { calledBackBy: 'gone', caller: caller({ number: '+4799887766' }) }),
];

export const heldCall = (id: string, seconds: number, more: Partial<Call> = {}): Call =>
  call(id, seconds, {
    held: { operator: true, peer: false },
    heldSinceMono: Date.now() - seconds * 1000,
    ...more,
  });
export const held: readonly Call[] = [
  heldCall('h1', 200, { caller: caller({ number: '+4798765432' }) }),
  heldCall('h2', 40, {
    caller: caller({ name: 'Akuttmottaket, sykehuset' }),
    direction: 'outgoing',
    category: 'health',
  }),
];

export const lostEdges = calm.edges.map(({ proof: _gone, ...edge }) => ({
  ...edge,
  state: 'lost' as const,
  attempt: 4,
  reason: 'closed',
  registered: [],
}));
export const outage: Partial<Snapshot> = { edges: lostEdges, outageSince: Date.now() - 65_000 };

/** In a call, one on hold, two waiting. */
export const inCall: Partial<Snapshot> = {
  waiting: four.slice(2),
  calls: [call('c1', 102), ...held.slice(1)],
  unanswered: notHelped.slice(0, 2),
};

export const signedOut: Partial<Snapshot> = {
  position: { number: 3, role: 'medical', state: 'signedOut', since: Date.now() - 60_000 },
};
/** Somebody with three roles, whose name is long. */
export const signedIn = (more: Partial<Snapshot> = {}): Situation => ({
  info: staffed,
  snapshot: {
    ...inCall,
    ...more,
    position: { ...calm.position, operator: { id: 'siri', name: 'Siri Marie Bratland-Kvalheim' } },
  },
});

export const exercise = { ...site, site: { ...site.site, exercise: true } };
/** A machine that brings its own centre, where somebody has been before. */
export const practising = (
  practice: PracticeInfo = { ready: true },
  place: PlaceSettings = { guided: true },
): Situation => ({ info: { ...info, site: exercise, practice, place } });
/** The first-run guide at a step. */
export const guided = (
  step: GuideStep,
  snapshot: Partial<Snapshot> = {},
  practice: PracticeInfo = { ready: true },
): Situation => ({
  ...practising(practice, {}),
  snapshot,
  view: { guide: guideAt(step, { ...calm, ...snapshot }) },
});
export const openToOthers: PracticeInfo = {
  ready: true,
  day: { pace: 'busy', seed: 4711 },
  open: {
    code: 'K7QM-4XNP',
    addresses: ['192.168.10.24:8443', '[fd12:3456:789a::24]:8443'],
    joined: 3,
    places: 8,
  },
};
/** The same centre seen from another role: another layout. */
export const inRole = (role: string): Situation => ({
  ...signedIn(),
  info: { ...staffed, role },
  snapshot: {
    ...inCall,
    waiting: [...four],
    position: { ...calm.position, role, operator: { id: 'siri', name: 'Siri Marie Bratland-Kvalheim' } },
  },
});

/** Open at this tab of the right zone. */
export const atTab = (tab: 'quick' | 'phonebook' | 'log'): Situation => ({
  info: { ...info, place: { tab } },
});

/** One of each outcome, and older ones. */
export const logPage: CallLogPage = {
  entries: [
    logged('l1', 4, { note: 'Brystsmerter, 62 år. Ambulanse 4-1 rykket ut.' }),
    logged('l2', 9, {
      caller: { number: '4101', withheld: false, assertedBy: 'none' },
      direction: 'outgoing',
      dialled: '4101',
      talked: 41_000,
    }),
    logged('l3', 16, { outcome: 'abandoned', waited: 7000, caller: caller({ number: '+4790555111' }) }),
    logged('l4', 24, { outcome: 'elsewhere', queue: '116117', category: 'public' }),
    logged('l5', 31, { outcome: 'broke', talked: 300 }),
    logged('l6', 47, {
      outcome: 'noAnswer',
      direction: 'outgoing',
      dialled: '22550100',
      caller: { number: '22550100', withheld: false, assertedBy: 'none' },
    }),
    logged('l7', 58, { outcome: 'missed', caller: { withheld: true, assertedBy: 'none' } }),
    logged('l8', 64, { outcome: 'open' }),
    ...Array.from({ length: 20 }, (_, at) => logged(`m${at}`, 1300 + at * 45)),
  ],
  more: true,
  damaged: false,
};

export const noted =
  'Mann 62 år, brystsmerter siden kl. 21.30. Kaldsvett, våken.\nKjent angina. Datter hos ham.';

/** Microphone gone, an edge lost, the clock wrong, no recording: nobody has all this at once. */
export const trouble: Partial<Snapshot> = {
  calls: [call('c1', 102, { silent: { heard: true, beingHeard: false }, recording: 'missing' })],
  microphone: 'missing',
  clockSkewMs: 4200,
  edges: [...calm.edges.slice(0, 1), ...lostEdges.slice(1)],
  alarms: [
    { id: 'a1', rank: 1, kind: 'recording.missing', since: Date.now() - 30_000, acknowledged: false },
    { id: 'a2', rank: 2, kind: 'call.heldLong', since: Date.now() - 90_000, acknowledged: true },
  ],
};
