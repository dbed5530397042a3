import { siteSchema } from '../contract/index.ts';
import type { Operator, Site, SiteInput } from '../contract/index.ts';
import { pinHash } from './runtime.ts';

/** A small centre: two edges, two queues, three roles. */
export const exampleSite: SiteInput = {
  schema: 1,
  site: { name: 'AMK Test', kind: 'amk', language: 'nb', exercise: true },
  exchange: {
    domain: 'test.invalid',
    edges: [
      { name: 'A', url: 'wss://127.0.0.1:1' },
      { name: 'B', url: 'wss://127.0.0.1:2' },
    ],
    headers: {
      call: 'X-Call',
      cameIn: 'X-Came-In',
      queueLength: 'X-Queue-Length',
      recording: 'X-Recording',
      proof: 'X-Proof',
    },
    reoffer: '20 s',
    can: { recover: 'sip:recover@{domain}', proof: 'sip:pos{n}@{domain}' },
  },
  positions: { aor: 'sip:pos{n}@{domain}', count: 12 },
  categories: [
    { id: 'emergency', letter: 'R', colour: 'cat-r', icon: 'siren', priority: 0, match: { queue: '113' } },
    {
      id: 'ambulance',
      letter: 'B',
      colour: 'cat-b',
      icon: 'radio',
      priority: 1,
      match: { caller: '^sip:issi' },
    },
    { id: 'public', letter: 'G', colour: 'cat-g', icon: 'phone', priority: 4 },
    { id: 'office', letter: 'A', colour: 'cat-a', icon: 'folder', priority: 5 },
  ],
  queues: [
    { id: '113', aor: 'sip:113@{domain}', category: 'emergency', limit: '10 s', ring: 'emergency' },
    { id: '116117', aor: 'sip:116117@{domain}', category: 'public', limit: '120 s', ring: 'calm' },
  ],
  roles: [
    { id: 'medical', name: 'Medisinsk operatør', queues: ['113', '116117'], layout: 'amk-medical' },
    { id: 'ward', name: 'Akuttmottak', queues: [], layout: 'akuttmottak' },
    { id: 'nurse', name: 'Legevakt', queues: ['116117'], layout: 'legevakt' },
  ],
  numbers: { country: 'NO', short: ['110', '112', '113', '116117', '1881', '02800'] },
};

/** Kari may do all that Ola may, and more. Their PINs are 4711 and 1234. */
export const exampleOperators: Operator[] = [
  { id: 'kari', name: 'Kari Nordmann', roles: ['medical', 'nurse', 'ward'], pin: pinHash('4711') },
  { id: 'ola', name: 'Ola Nordmann', roles: ['nurse'], pin: pinHash('1234') },
];

type Change = (site: SiteInput) => SiteInput;

/** The example, changed; as a person writes it. */
export function exampleSiteInput(change: Change = (site) => site): SiteInput {
  return change(structuredClone(exampleSite));
}

export function exampleSiteParsed(change?: Change): Site {
  return siteSchema.parse(exampleSiteInput(change));
}
