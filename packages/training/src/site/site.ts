import { stringify } from 'yaml';
import type { SiteInput } from '@samband/telephony/contract';

/** RFC 6761 §6.2: no exchange in the world answers for a name under `.test`; and under `.practice.test` only embedded ones do. */
export const practiceDomain = 'nordvik.practice.test';

/** What the embedded exchange says of a call, in the words of its site file. */
export const practiceHeaders = {
  call: 'X-Call',
  cameIn: 'X-Came-In',
  queueLength: 'X-Queue-Length',
  proof: 'X-Proof',
} as const;

export const practiceQueues = ['113', '116117'] as const;

/** Positions of the centre: this console and those that may join. */
export const practicePlaces = 8;

/** Where the embedded exchange listens for this console. */
export interface PracticeEdge {
  readonly url: string;
  /** Pins of a TLS edge: another machine's exchange. */
  readonly certificates?: readonly string[];
  /** How fast the time line of a day runs: limits run with it. 1 is real time. */
  readonly speed?: number;
}

const quickKeys: SiteInput['quickKeys'] = [
  { label: '110 Brann', target: 'sip:110@{domain}', icon: 'flame' },
  { label: '112 Politi', target: 'sip:112@{domain}', icon: 'shield' },
  { label: 'Tolk', target: 'sip:tolk@{domain}', icon: 'languages' },
  { label: 'Lege i vakt', target: 'sip:lege@{domain}', icon: 'stethoscope' },
  { label: 'Ambulanse 4-1', target: 'sip:ambulanse@{domain}', icon: 'ambulance' },
  { label: 'Akuttmottak', target: 'sip:akuttmottak@{domain}', icon: 'hospital' },
];

/** Numbers that nobody has: +47 00 is given to no one. */
const phonebook: SiteInput['phonebook'] = [
  {
    name: 'Akuttmottak Nordvik sykehus',
    target: 'sip:akuttmottak@{domain}',
    group: 'Sykehus',
    note: 'Vakttelefon',
  },
  { name: 'Fødeavdelingen Nordvik', target: 'tel:+4700001003', group: 'Sykehus' },
  { name: 'Kardiolog i vakt', target: 'tel:+4700001004', group: 'Sykehus' },
  { name: 'Lege i vakt, Nordvik', target: 'sip:lege@{domain}', group: 'Legevakt' },
  { name: 'Legevakt Sørvik', target: 'tel:+4700002002', group: 'Legevakt', note: 'Kl. 16–08 og i helgene' },
  { name: 'Luftambulanse Nordvik', target: 'tel:+4700003001', group: 'Beredskap', note: 'Lege om bord' },
  { name: 'Hovedredningssentralen', target: 'tel:+4700003002', group: 'Beredskap' },
  { name: 'Tolketjenesten', target: 'sip:tolk@{domain}', group: 'Råd' },
  { name: 'Ventemusikk', target: 'sip:music@{domain}', group: 'Øving', note: 'Spiller til du legger på' },
  { name: 'Opplesning', target: 'sip:announcement@{domain}', group: 'Øving' },
];

/** The centre that one machine is, as a site file: data like any other's, and an exercise. */
export function practiceSite({ url, certificates, speed = 1 }: PracticeEdge): SiteInput {
  const limit = (seconds: number): string => `${Math.round((seconds * 1000) / speed)} ms`;
  return {
    schema: 1,
    site: { name: 'AMK Nordvik', kind: 'amk', language: 'nb', exercise: true },
    exchange: {
      domain: practiceDomain,
      edges: [{ name: 'A', url, ...(certificates ? { certificates: [...certificates] } : {}) }],
      headers: practiceHeaders,
      reoffer: '5 s',
      can: { recover: 'sip:recover@{domain}', proof: 'sip:pos{n}@{domain}' },
    },
    positions: { aor: 'sip:pos{n}@{domain}', count: practicePlaces },
    categories: [
      { id: 'emergency', letter: 'R', colour: 'cat-r', icon: 'siren', priority: 0, match: { queue: '113' } },
      { id: 'public', letter: 'G', colour: 'cat-g', icon: 'phone', priority: 1, match: { queue: '116117' } },
      { id: 'office', letter: 'A', colour: 'cat-a', icon: 'folder', priority: 2 },
    ],
    queues: [
      { id: '113', aor: 'sip:113@{domain}', category: 'emergency', limit: limit(10), ring: 'emergency' },
      { id: '116117', aor: 'sip:116117@{domain}', category: 'public', limit: limit(120), ring: 'calm' },
    ],
    roles: [
      {
        id: 'medical',
        name: 'Medisinsk operatør',
        queues: [...practiceQueues],
        layout: 'amk-medical',
        actions: { F1: 'queue.answerNext', 'headset.hook': 'queue.answerNext', 'pedal.left': 'call.mute' },
      },
      { id: 'nurse', name: 'Sykepleier legevakt', queues: ['116117'], layout: 'legevakt' },
    ],
    quickKeys,
    phonebook,
    numbers: { country: 'NO', short: ['110', '112', '113', '116117', '1881', '02800'] },
    keep: { exercise: '30 days' },
  };
}

/** The site file's text. */
export function practiceSiteFile(edge: PracticeEdge): string {
  return stringify(practiceSite(edge));
}
