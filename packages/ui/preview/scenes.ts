import type { Snapshot } from '@samband/telephony/contract';
import { call, calm, info, missed, site, staffed, waiting } from './centre.ts';

/** One picture: what main tells, what the engine tells, and what is pressed before it is taken. */
export interface Scene {
  readonly info: unknown;
  readonly snapshot?: Snapshot;
  /** Buttons by name, and keys. */
  readonly press?: readonly (string | { readonly key: string })[];
  /** The port closes after this. */
  readonly engineLost?: true;
  /** What main answers when the call log is asked for. */
  readonly callLog?: unknown;
  readonly replies?: Readonly<Record<string, string>>;
}

const held = { operator: true, peer: false };
const four = [
  waiting('w1', 14, {
    locations: [{ civic: 'Nordvik sentrum', radius: 12, source: 'AML' }],
  }),
  waiting('w2', 5, {
    caller: { name: 'Ambulanse 4-1', withheld: false, assertedBy: 'network' },
    dialled: '4-1',
    queue: 'Ambulanse',
    category: 'ambulance',
    priority: 1,
  }),
  waiting('w3', 31, {
    caller: { number: '22550100', name: 'Kjørelege Nordvik', withheld: false, assertedBy: 'network' },
    queue: 'Intern',
    category: 'doctor',
    priority: 2,
  }),
  waiting('w4', 74, {
    caller: { number: '+4747000111', withheld: true, assertedBy: 'network' },
    dialled: '116117',
    queue: '116117',
    category: 'public',
    priority: 4,
  }),
];
const list = [
  missed('u1', 7),
  missed('u2', 16, {
    caller: { number: '22550100', withheld: false, assertedBy: 'network' },
    queue: '116117',
    category: 'public',
    waited: 125_000,
  }),
  missed('u3', 31, { kind: 'broke' }),
  missed('u4', 40, { kind: 'possiblyMissed', caller: { withheld: true, assertedBy: 'none' } }),
  missed('u5', 55, { calledBackBy: 'gone' }),
];
const heldCall = call('h1', 40, {
  caller: { name: 'Akuttmottaket, sykehuset', withheld: false, assertedBy: 'network' },
  direction: 'outgoing',
  category: 'health',
  held,
  heldSince: Date.now() - 40_000,
});
const lostEdges = calm.edges.map((edge) => ({
  ...edge,
  state: 'lost' as const,
  attempt: 4,
  reason: 'closed',
  registered: [],
}));
const inCall: Snapshot = {
  ...calm,
  waiting: four.slice(2),
  calls: [call('c1', 102), heldCall],
  unanswered: list.slice(0, 2),
};

const signedOut: Snapshot = {
  ...calm,
  position: { number: 3, role: 'medical', state: 'signedOut', since: Date.now() - 60_000 },
};
const signedIn = (more: Partial<Snapshot> = {}): Snapshot => ({
  ...inCall,
  ...more,
  position: { ...calm.position, operator: { id: 'siri', name: 'Siri Marie Bratland-Kvalheim' } },
});
const exercise = { ...site, site: { ...site.site, exercise: true } };

export const scenes: Readonly<Record<string, Scene>> = {
  idle: { info, snapshot: calm },
  waiting: { info, snapshot: { ...calm, waiting: four, unanswered: list.slice(0, 2) } },
  'in-call': { info, snapshot: inCall },
  keypad: {
    info,
    snapshot: { ...inCall, calls: [call('c1', 102, { muted: true, recording: 'unknown' }), heldCall] },
    press: ['Tall'],
  },
  trouble: {
    info,
    snapshot: {
      ...inCall,
      calls: [call('c1', 102, { silent: { heard: true, beingHeard: false }, recording: 'missing' })],
      microphone: 'missing',
      clockSkewMs: 4200,
      edges: [calm.edges[0] ?? lostEdges[0], lostEdges[1]].flatMap((edge) => (edge ? [edge] : [])),
      alarms: [
        { id: 'a1', rank: 1, kind: 'recording.missing', since: Date.now() - 30_000, acknowledged: false },
        { id: 'a2', rank: 2, kind: 'call.heldLong', since: Date.now() - 90_000, acknowledged: true },
      ],
    },
  },
  unanswered: { info, snapshot: { ...calm, unanswered: list }, press: ['Fjern +47 905 55 111'] },
  outage: {
    info,
    snapshot: { ...calm, edges: lostEdges, outageSince: Date.now() - 65_000, calls: [call('c1', 102)] },
  },
  stale: { info, snapshot: { ...inCall }, engineLost: true },
  guard: { info, snapshot: calm, press: ['Ta pause'], replies: { 'position.pause': 'position.lastReady' } },
  'sign-in': { info: staffed, snapshot: signedOut },
  'sign-in-role': {
    info: { ...staffed, site: exercise },
    snapshot: { ...signedOut, edges: lostEdges, outageSince: Date.now() - 65_000 },
    press: ['S', 'i', 'Enter', '1', '2', '3'].map((key) => ({ key })),
  },
  'sign-in-wrong': {
    info: staffed,
    snapshot: signedOut,
    press: ['k', 'Enter', '1', 'Enter'].map((key) => ({ key })),
    replies: { 'position.signIn': 'pin.tooOften' },
  },
  menu: { info: staffed, snapshot: signedIn(), press: [{ key: 'F10' }] },
  'menu-guard': {
    info: staffed,
    snapshot: signedIn(),
    press: [{ key: 'F10' }, 'Bytt til Vaktleder'],
    replies: { 'position.changeRole': 'position.lastReady' },
  },
  'hand-over': { info: staffed, snapshot: signedIn(), press: [{ key: 'F10' }, 'Vaktskifte'] },
  'hand-over-pin': {
    info: staffed,
    snapshot: signedIn(),
    press: [{ key: 'F10' }, 'Vaktskifte', ...['s', 'e', 'Enter', '1', '2', '3', '4'].map((key) => ({ key }))],
  },
  'sign-in-menu': { info: staffed, snapshot: signedOut, press: [{ key: 'F10' }] },
  'call-back': { info: staffed, snapshot: signedIn(), press: [{ key: 'Shift+F8' }] },
  keys: { info, snapshot: inCall, press: ['Taster'] },
  'keys-taken': {
    info: staffed,
    snapshot: signedIn(),
    press: [{ key: '?' }, 'Endre tast: Legg på', { key: 'F1' }],
  },
  crowd: {
    info: {
      ...info,
      site: exercise,
      runtime: { ...info.runtime, test: true },
    },
    snapshot: {
      ...calm,
      waiting: Array.from({ length: 200 }, (_, index) =>
        waiting(`w${index}`, 200 - index, { hidden: index > 196, priority: index % 5 }),
      ),
    },
  },
  'site-problem': {
    info: {
      ...info,
      site: undefined,
      problem: {
        kind: 'site',
        file: '/etc/samband/nordvik.yaml',
        line: 23,
        column: 5,
        path: 'queues.0.limit',
        expected: 'a number and a unit: ms, s, min, h, days or years, as in "20 s"',
      },
    },
  },
  secret: { info: { ...info, site: undefined, secret: 'missing', problem: { kind: 'secret' } } },
};
