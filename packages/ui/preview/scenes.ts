import type { Snapshot } from '@samband/telephony/contract';
import { call, calm, info, logged, missed, site, staffed, waiting } from './centre.ts';

/** One picture: what main tells, what the engine tells, and what is pressed before it is taken. */
export interface Scene {
  readonly info: unknown;
  readonly snapshot?: Snapshot;
  /** Buttons by name, keys, text that is typed, and words that are waited for. */
  readonly press?: readonly (
    string | { readonly key: string } | { readonly type: string } | { readonly see: string }
  )[];
  /** What the engine tells when a command of this type comes; after the reply. */
  readonly events?: Readonly<Record<string, readonly unknown[]>>;
  /** The port closes after this. */
  readonly engineLost?: true;
  /** What main answers when the call log is asked for. */
  readonly callLog?: unknown;
  readonly replies?: Readonly<Record<string, string>>;
}

const held = { operator: true, peer: false };
const four = [
  waiting('w1', 14, {
    queueLength: 0,
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
    queueLength: 3,
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

const logPage = {
  entries: [
    logged('l1', 4, { note: 'Brystsmerter, 62 år. Ambulanse 4-1 rykket ut.' }),
    logged('l2', 9, {
      caller: { number: '4101', withheld: false, assertedBy: 'none' },
      direction: 'outgoing',
      dialled: '4101',
      talked: 41_000,
    }),
    logged('l3', 16, { outcome: 'abandoned', waited: 7000, caller: list[0]?.caller ?? heldCall.caller }),
    logged('l4', 24, { outcome: 'elsewhere', queue: '116117' }),
    logged('l5', 31, { outcome: 'broke', talked: 300 }),
    logged('l6', 47, {
      outcome: 'noAnswer',
      direction: 'outgoing',
      dialled: '22550100',
      caller: { number: '22550100', withheld: false, assertedBy: 'none' },
    }),
    logged('l7', 58, { outcome: 'missed', caller: { withheld: true, assertedBy: 'none' } }),
    ...Array.from({ length: 20 }, (_, at) => logged(`m${at}`, 1300 + at * 45)),
  ],
  more: true,
  damaged: false,
};
const noted = 'Mann 62 år, brystsmerter siden kl. 21.30. Kaldsvett, våken.\nKjent angina. Datter hos ham.';
const withNote = { ...inCall, calls: [call('c1', 102, { note: noted }), heldCall] };
const ended = (payload: object) => ({
  epoch: 1,
  seq: 101,
  id: 'e',
  wall: new Date().toISOString(),
  mono: 1,
  position: 3,
  role: 'medical',
  call: 'c1',
  type: 'call.ended',
  ...payload,
});
const twins: Snapshot = {
  ...calm,
  devices: [
    { id: 'm1', label: 'Jabra Evolve2 65', kind: 'microphone' },
    { id: 'm2', label: 'Jabra Evolve2 65', kind: 'microphone' },
    { id: 'm3', label: 'Innebygd mikrofon (Realtek)', kind: 'microphone' },
    { id: 't1', label: 'Jabra Evolve2 65', kind: 'output' },
    { id: 't2', label: 'Jabra Evolve2 65', kind: 'output' },
    { id: 's1', label: 'Høyttaler (Realtek Audio)', kind: 'output' },
  ],
};
const ofRole = (role: string): Scene => ({
  info: staffed,
  snapshot: {
    ...signedIn({ waiting: four, calls: [call('c1', 102, { note: noted }), heldCall] }),
    position: { ...calm.position, role, operator: { id: 'siri', name: 'Siri Marie Bratland-Kvalheim' } },
  },
  callLog: logPage,
});

export const scenes: Readonly<Record<string, Scene>> = {
  busy: {
    info: staffed,
    snapshot: signedIn({
      waiting: four,
      unanswered: list,
      calls: [
        call('c1', 102, { note: noted }),
        heldCall,
        {
          ...heldCall,
          call: 'h2',
          caller: { number: '+4790555111', withheld: false, assertedBy: 'network' },
          direction: 'incoming',
          queue: '113',
          heldSince: Date.now() - 75_000,
        },
      ],
    }),
  },
  phonebook: { info, snapshot: inCall, press: [{ key: 'F7' }] },
  'phonebook-search': {
    info,
    snapshot: inCall,
    press: [{ key: 'F7' }, { type: 'lege' }, { key: 'ArrowDown' }],
  },
  log: { info, snapshot: inCall, callLog: logPage, press: [{ key: 'Shift+F7' }, { see: 'I dag' }] },
  'log-failed': { info, snapshot: calm, press: [{ key: 'Shift+F7' }, { see: 'kan ikke leses' }] },
  'dial-suggest': { info, snapshot: calm, press: [{ key: 'F6' }, 'Vis tall', 'Tall 4', 'Tall 1'] },
  note: { info, snapshot: withNote, press: [{ key: 'F5' }] },
  'note-unsaved': {
    info,
    snapshot: withNote,
    press: [
      { key: 'F5' },
      { key: 'End' },
      { type: ' Ambulanse sendt.' },
      { key: 'Tab' },
      { see: 'Ikke lagret' },
    ],
    replies: { 'call.note': 'call.unknown' },
  },
  'note-after': {
    info,
    snapshot: { ...withNote, calls: withNote.calls.slice(0, 1) },
    press: [{ key: 'F5' }, { key: 'F12' }, { see: 'Den andre la på' }],
    events: { 'call.hangUp': [ended({ by: 'peer', reason: '', talked: 102_000 })] },
  },
  'muted-speaking': {
    info,
    snapshot: {
      ...inCall,
      calls: [call('c1', 102, { muted: true }), heldCall],
      alarms: [
        {
          id: 'm',
          rank: 2,
          kind: 'mutedSpeaking',
          call: 'c1',
          since: Date.now() - 3000,
          acknowledged: false,
        },
      ],
    },
  },
  sound: { info, snapshot: twins, press: [{ key: 'Shift+F10' }] },
  'sound-trying': {
    info,
    snapshot: {
      ...twins,
      trying: 'recording',
      uses: {
        ...twins.uses,
        talk: { id: 's1', label: 'Høyttaler (Realtek Audio)', fellBack: false },
        ring: {
          id: 'gone',
          label: 'Gammel høyttaler',
          fellBack: true,
          standIn: 'Høyttaler (Realtek Audio)',
        },
      },
    },
    press: [{ key: 'Shift+F10' }],
  },
  'sound-missing': {
    info,
    snapshot: {
      ...inCall,
      devices: calm.devices.filter((device) => device.kind === 'output'),
      microphone: 'missing',
      uses: { ...calm.uses, microphone: { id: 'm1', label: 'Jabra Evolve2 65', fellBack: true } },
    },
    press: [{ key: 'Shift+F10' }],
  },
  'role-medical': ofRole('medical'),
  'role-resource': ofRole('resource'),
  'role-nurse': ofRole('nurse'),
  'role-emergency': ofRole('emergency'),
  'role-leader': ofRole('leader'),
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
  book: {
    info: {
      ...info,
      site: {
        ...site,
        phonebook: Array.from({ length: 2000 }, (_, at) => ({
          name: `Navn ${at}`,
          target: `tel:${22_000_000 + at * 7}`,
          group: `Avdeling ${at % 40}`,
        })),
      },
    },
    snapshot: calm,
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
