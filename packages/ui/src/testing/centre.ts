import type {
  Call,
  CallLogEntry,
  SiteInput,
  Snapshot,
  Unanswered,
  WaitingCall,
} from '@samband/telephony/contract';
import { emptySnapshot } from '@samband/telephony/contract';

/** A centre to look at. Times are told as seconds before now. */
export const site: SiteInput = {
  schema: 1,
  site: { name: 'AMK Nordvik', kind: 'amk', language: 'nb', exercise: false },
  exchange: {
    domain: 'nordvik.example',
    edges: [
      { name: 'A', url: 'wss://edge-a.nordvik.example:8443' },
      { name: 'B', url: 'wss://edge-b.nordvik.example:8443' },
    ],
  },
  positions: { aor: 'sip:pos{n}@{domain}', count: 12 },
  categories: [
    { id: 'emergency', letter: 'R', colour: 'cat-r', icon: 'siren', priority: 0 },
    { id: 'ambulance', letter: 'B', colour: 'cat-b', icon: 'radio', priority: 1 },
    { id: 'doctor', letter: 'P', colour: 'cat-p', icon: 'car', priority: 2 },
    { id: 'health', letter: 'Y', colour: 'cat-y', icon: 'cross', priority: 3 },
    { id: 'public', letter: 'G', colour: 'cat-g', icon: 'phone', priority: 4 },
  ],
  queues: [
    { id: '113', aor: 'sip:113@{domain}', category: 'emergency', limit: '10 s', ring: 'emergency' },
    { id: '116117', aor: 'sip:116117@{domain}', category: 'public', limit: '120 s', ring: 'calm' },
    { id: 'Ambulanse', aor: 'sip:amb@{domain}', category: 'ambulance', limit: '30 s', ring: 'calm' },
    { id: 'Intern', aor: 'sip:int@{domain}', category: 'doctor', limit: '60 s', ring: 'calm' },
  ],
  roles: [
    { id: 'medical', name: 'Medisinsk operatør', queues: ['113', '116117'], layout: 'amk-medical' },
    { id: 'resource', name: 'Ressurskoordinator', queues: ['Ambulanse'], layout: 'amk-resource' },
    { id: 'leader', name: 'Vaktleder', queues: [], layout: 'supervisor' },
    { id: 'nurse', name: 'Legevaktsykepleier', queues: ['116117'], layout: 'legevakt' },
    { id: 'emergency', name: 'Akuttmottak', queues: [], layout: 'akuttmottak' },
  ],
  quickKeys: [
    { label: 'Tolketjenesten', target: 'tel:+4780012345', icon: 'languages', wide: true },
    { label: '110 Brann', target: 'sip:110@{domain}', icon: 'flame' },
    { label: '112 Politi', target: 'sip:112@{domain}', icon: 'shield' },
    { label: 'Luftambulanse', target: 'sip:4500@{domain}', icon: 'helicopter' },
    { label: 'Lege i vakt', target: 'sip:4101@{domain}', icon: 'stethoscope' },
    { label: 'Akuttmottak', target: 'sip:4200@{domain}', icon: 'hospital' },
    { label: 'Giftinformasjonen', target: 'tel:+4722591300', icon: 'flask' },
    { label: 'Psykiatrisk vakt', target: 'sip:4150@{domain}', icon: 'brain' },
  ],
  phonebook: [
    ...['Akuttmottak', 'Føden', 'Intensiv', 'Medisinsk sengepost', 'Operasjon', 'Røntgen'].map(
      (name, at) => ({
        name,
        target: `sip:${4200 + at * 10}@{domain}`,
        group: 'Nordvik sykehus',
        ...(at === 1 ? { note: 'ring først ved overflytting' } : {}),
      }),
    ),
    { name: 'Lege i vakt', target: 'sip:4101@{domain}', group: 'Legevakt', note: 'hverdager til kl. 23' },
    { name: 'Legevakten Nordvik', target: 'tel:+4775501000', group: 'Legevakt' },
    { name: 'Kjørelege Nordvik', target: 'tel:22550100', group: 'Legevakt' },
    { name: 'Hjemmetjenesten sør', target: 'tel:+4790055111', group: 'Kommunen' },
    { name: 'Kriseteam', target: 'tel:+4797000113', group: 'Kommunen' },
    { name: 'Barnevernvakten', target: 'tel:+4775502000', group: 'Kommunen' },
    { name: 'AMK Sørvik', target: 'tel:+4775503000', group: 'Nabosentraler' },
    { name: 'Hovedredningssentralen', target: 'tel:+4775559000', group: 'Nabosentraler' },
    { name: 'Teknisk vakt', target: 'sip:4999@{domain}' },
  ],
  numbers: { country: 'NO', short: ['110', '112', '113', '116117', '1881', '02800'] },
};

export const info = {
  site,
  position: 3,
  role: 'medical',
  version: '0.1.0',
  runtime: { electron: '45.4.1', chromium: '156.0.7000.0', test: false },
  secret: 'stored',
} as const;

/** Where somebody has to sign in. */
export const staffed = {
  ...info,
  operators: [
    { id: 'kari', name: 'Kari Nordmann', roles: ['medical', 'resource'] },
    { id: 'ola', name: 'Ola Nordmann', roles: ['medical'] },
    { id: 'ase', name: 'Åse Øyen', roles: ['leader', 'medical'] },
    { id: 'siri', name: 'Siri Marie Bratland-Kvalheim', roles: ['resource', 'medical', 'leader'] },
    ...['Anne Lie', 'Bjørn Haug', 'Cecilie Dahl', 'Dag Moen', 'Eva Strand', 'Finn Berge'].map((name) => ({
      id: name,
      name,
      roles: ['medical'],
    })),
  ],
} as const;

const ago = (seconds: number): number => Date.now() - seconds * 1000;

export function waiting(id: string, seconds: number, more: Partial<WaitingCall> = {}): WaitingCall {
  return {
    call: id,
    caller: { number: '+4790123456', withheld: false, assertedBy: 'network' },
    dialled: '113',
    queue: '113',
    category: 'emergency',
    priority: 0,
    since: ago(seconds),
    sinceMono: ago(seconds),
    locations: [],
    unattended: false,
    hidden: false,
    withdrawn: false,
    ...more,
  };
}

export function call(id: string, seconds: number, more: Partial<Call> = {}): Call {
  return {
    call: id,
    direction: 'incoming',
    caller: { number: '+4791234567', name: 'Kari Nordmann', withheld: false, assertedBy: 'network' },
    dialled: '113',
    queue: '113',
    category: 'emergency',
    state: 'up',
    held: { operator: false, peer: false },
    muted: false,
    since: ago(seconds + 1),
    sinceMono: ago(seconds + 1),
    upSinceMono: ago(seconds),
    waited: 4000,
    locations: [
      {
        lat: 58.14591,
        lon: 7.99582,
        radius: 12,
        civic: 'Fjellveien 31, 8000 Nordvik',
        source: 'AML',
        measured: new Date(ago(8)).toISOString(),
      },
      { civic: 'Storgata 4, 8000 Nordvik', source: 'registered' },
    ],
    recording: 'confirmed',
    quality: { heard: 4, beingHeard: 3, mos: 4.2, rttMs: 20, lossShare: 0, jitterMs: 2 },
    silent: { heard: false, beingHeard: false },
    ...more,
  };
}

export function missed(id: string, minutes: number, more: Partial<Unanswered> = {}): Unanswered {
  return {
    call: id,
    caller: { number: '+4790555111', withheld: false, assertedBy: 'network' },
    queue: '113',
    category: 'emergency',
    kind: 'abandoned',
    at: ago(minutes * 60),
    waited: 7000,
    ...more,
  };
}

export function logged(id: string, minutes: number, more: Partial<CallLogEntry> = {}): CallLogEntry {
  return {
    call: id,
    direction: 'incoming',
    caller: { number: '+4790123456', withheld: false, assertedBy: 'network' },
    dialled: '113',
    queue: '113',
    category: 'emergency',
    outcome: 'answered',
    at: ago(minutes * 60),
    waited: 4000,
    talked: 182_000,
    role: 'medical',
    operator: 'Siri Marie Bratland-Kvalheim',
    ...more,
  };
}

const devices = [
  { id: 'm1', label: 'Jabra Evolve2 65', kind: 'microphone' },
  { id: 'm2', label: 'Innebygd mikrofon', kind: 'microphone' },
  { id: 't1', label: 'Jabra Evolve2 65', kind: 'output' },
  { id: 's1', label: 'Høyttaler (Realtek Audio)', kind: 'output' },
] as const;

export const calm: Snapshot = {
  ...emptySnapshot,
  epoch: 1,
  seq: 100,
  position: { number: 3, role: 'medical', state: 'ready', since: ago(3600) },
  edges: ['A', 'B'].map((name) => ({
    name,
    state: 'connected',
    attempt: 0,
    registered: ['sip:pos3@nordvik.example', 'sip:113@nordvik.example'],
    proof: 'proven',
  })),
  microphone: 'open',
  devices: [...devices],
  uses: {
    microphone: { id: 'm1', label: 'Jabra Evolve2 65', fellBack: false },
    talk: { id: 't1', label: 'Jabra Evolve2 65', fellBack: false },
    ring: { id: 's1', label: 'Høyttaler (Realtek Audio)', fellBack: false },
  },
};
