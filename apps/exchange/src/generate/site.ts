import type { Config } from '../config/config.ts';
import type { EdgeName, Plan } from '../config/plan.ts';
import { edgeNames } from '../config/plan.ts';
import { exchangeHeaders, proofHeader } from './headers.ts';
import { directoryName } from './operators.ts';

/** Of a position; it may call itself there, with the header of a proof. */
export const ownAddress = 'sip:pos{n}@{domain}';

/** Fingerprints of each edge's certificates: the one in use, then the next one. */
export type Fingerprints = Readonly<Record<EdgeName, readonly string[]>>;

/** How consoles reach an exchange, and what it does for them. */
export type Reach = {
  edges: { name: string; url: string; certificates: string[] }[];
  headers: Partial<typeof exchangeHeaders> & { proof?: string };
  can: Readonly<Record<string, string>>;
};

/** The site file of this exchange: all a console needs to know of its centre, no secrets. */
export function siteFile({ config, ports }: Plan, fingerprints: Fingerprints): SiteFile {
  const [address = '127.0.0.1'] = config.listen;
  return siteOf(config, {
    edges: edgeNames.map((edge) => ({
      name: edge.toUpperCase(),
      url: `wss://${address}:${ports.edges[edge].wss}`,
      certificates: [...fingerprints[edge]],
    })),
    headers: { ...exchangeHeaders, proof: proofHeader },
    can: { recover: 'sip:recover@{domain}', proof: ownAddress },
  });
}

/** A site file. Only what the exchange can really do may stand under `can` and `headers`. */
export function siteOf(config: Config, { edges, headers, can }: Reach) {
  return {
    schema: 1,
    site: config.site,
    exchange: {
      domain: config.domain,
      edges,
      headers,
      earlyMedia: false,
      reoffer: `${config.seconds.reoffer} s`,
      can,
    },
    positions: { aor: ownAddress, count: config.positions },
    ...(config.operators ? { operators: { directory: directoryName } } : {}),
    categories: categories(config),
    queues: config.queues.map(({ id, category, limit, ring, target }) => ({
      id,
      aor: `sip:${id}@{domain}`,
      category,
      limit,
      ring,
      ...(target === undefined ? {} : { target }),
    })),
    roles: roles(config),
    quickKeys: [
      { label: '110 Brann', target: 'sip:110@{domain}', icon: 'flame' },
      { label: '112 Politi', target: 'sip:112@{domain}', icon: 'shield' },
      { label: 'Tolk', target: 'tel:+4700000000', icon: 'languages' },
    ],
    phonebook,
    numbers: { country: 'NO', short: ['110', '112', '113', '116117', '1881', '02800'] },
    keep: { journal: '3 years', recall: '8 h', exercise: '30 days' },
  };
}
export type SiteFile = ReturnType<typeof siteOf>;

const known: readonly { id: string; letter: string; colour: string; icon: string }[] = [
  { id: 'emergency', letter: 'R', colour: 'cat-r', icon: 'siren' },
  { id: 'ambulance', letter: 'B', colour: 'cat-b', icon: 'radio' },
  { id: 'doctor', letter: 'P', colour: 'cat-p', icon: 'car' },
  { id: 'health', letter: 'Y', colour: 'cat-y', icon: 'cross' },
  { id: 'public', letter: 'G', colour: 'cat-g', icon: 'phone' },
  { id: 'office', letter: 'A', colour: 'cat-a', icon: 'folder' },
];

/** Whom an emergency centre rings every day. Numbers of this lab begin with +47 00, which nobody has. */
const phonebook = [
  {
    name: 'Akuttmottak Nordvik sykehus',
    target: 'tel:+4700001001',
    group: 'Sykehus',
    note: 'Vakttelefon, hele døgnet',
  },
  { name: 'Akuttmottak Sørvik sykehus', target: 'tel:+4700001002', group: 'Sykehus' },
  { name: 'Fødeavdelingen Nordvik', target: 'tel:+4700001003', group: 'Sykehus' },
  { name: 'Kardiolog i vakt', target: 'tel:+4700001004', group: 'Sykehus', note: 'Nordvik sykehus' },
  { name: 'Legevakt Nordvik', target: 'tel:+4700002001', group: 'Legevakt' },
  { name: 'Legevakt Sørvik', target: 'tel:+4700002002', group: 'Legevakt', note: 'Kl. 16–08 og i helgene' },
  { name: 'Lege i vakt, Nordvik', target: 'tel:+4700002003', group: 'Legevakt' },
  { name: 'Luftambulanse Nordvik', target: 'tel:+4700003001', group: 'Beredskap', note: 'Lege om bord' },
  { name: 'Hovedredningssentralen', target: 'tel:+4700003002', group: 'Beredskap' },
  { name: '110 Nordvik, vaktleder', target: 'tel:+4700003003', group: 'Beredskap' },
  { name: 'Operasjonssentralen, politiet', target: 'tel:+4700003004', group: 'Beredskap' },
  { name: 'Giftinformasjonen', target: 'tel:+4722591300', group: 'Råd', note: 'Hele døgnet' },
  { name: 'Tolketjenesten', target: 'tel:+4700000000', group: 'Råd' },
  { name: 'Teknisk vakt', target: 'tel:+4700009001' },
];

/** The usual categories, and a plain one for any the configuration invents. */
function categories(config: Config) {
  const invented = config.queues
    .map((queue) => queue.category)
    .filter((id) => !known.some((category) => category.id === id))
    .map((id) => ({ id, letter: id.charAt(0).toUpperCase(), colour: 'cat-a', icon: 'phone' }));
  return [...known, ...invented].map((category, priority) => {
    const queue = config.queues.find((candidate) => candidate.category === category.id);
    return { ...category, priority, ...(queue === undefined ? {} : { match: { queue: queue.id } }) };
  });
}

function roles({ queues }: Config) {
  const all = queues.map((queue) => queue.id);
  const emergency = queues.filter((queue) => queue.category === 'emergency').map((queue) => queue.id);
  const other = all.filter((id) => !emergency.includes(id));
  const keys = { F1: 'queue.answerNext', 'headset.hook': 'queue.answerNext', 'pedal.left': 'call.mute' };
  return [
    { id: 'medical', name: 'Medisinsk operatør', queues: all, layout: 'amk-medical', actions: keys },
    { id: 'resource', name: 'Ressurskoordinator', queues: emergency, layout: 'amk-resource' },
    { id: 'nurse', name: 'Sykepleier legevakt', queues: other, layout: 'legevakt' },
    { id: 'am', name: 'Akuttmottak', queues: [], layout: 'akuttmottak' },
    { id: 'lead', name: 'Vaktleder', queues: emergency, layout: 'supervisor', may: ['supervise'] },
  ];
}
