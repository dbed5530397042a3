import { describe, expect, it } from 'vitest';
import { fillTemplate, siteSchema } from './site.ts';
import type { SiteInput } from './site.ts';

const site = (): SiteInput => ({
  schema: 1,
  site: { name: 'AMK Nordvik', kind: 'amk', language: 'nb', exercise: true },
  exchange: {
    domain: 'nordvik.example',
    edges: [
      { name: 'A', url: 'wss://edge-a.nordvik.example:8443', certificates: [`sha256/${'A'.repeat(43)}=`] },
      { name: 'B', url: 'ws://127.0.0.1:8081' },
    ],
    headers: { call: 'X-Call', cameIn: 'X-Came-In' },
    can: { recover: 'sip:recover@{domain}' },
  },
  positions: { aor: 'sip:pos{n}@{domain}', count: 12 },
  categories: [
    { id: 'emergency', letter: 'R', colour: 'cat-r', icon: 'siren', priority: 0, match: { queue: '113' } },
  ],
  queues: [{ id: '113', aor: 'sip:113@{domain}', category: 'emergency', limit: '10 s', ring: 'emergency' }],
  roles: [{ id: 'medical', name: 'Medisinsk operatør', queues: ['113'], layout: 'amk-medical' }],
});

/** What the technician is told: where, and what is expected there. */
function complaints(change: (file: Record<string, never> & SiteInput) => void): string[] {
  const file = site() as Record<string, never> & SiteInput;
  change(file);
  const { error } = siteSchema.safeParse(file);
  return (error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

describe('siteSchema', () => {
  it('reads a site, durations in ms and defaults filled in', () => {
    const read = siteSchema.parse(site());
    expect(read.queues[0]?.limit).toBe(10_000);
    expect(read.exchange).toMatchObject({ reoffer: 20_000, earlyMedia: false });
    expect(read.exchange.edges[1]?.certificates).toEqual([]);
    expect(read.numbers.short).toContain('116117');
    expect(read.quickKeys).toEqual([]);
    const devices = [{ vendor: '0b0e', product: '0307' }];
    expect([read.devices, siteSchema.parse({ ...site(), devices }).devices]).toEqual([undefined, devices]);
  });

  it.each<[string, Parameters<typeof complaints>[0], RegExp]>([
    [
      'a call to itself without the header by which it is known',
      (file) => Object.assign(file.exchange.can!, { proof: 'sip:pos{n}@{domain}' }),
      /^exchange\.headers\.proof: the header by which/,
    ],
    [
      'a limit without a unit',
      (file) => Object.assign(file.queues[0]!, { limit: '10' }),
      /^queues\.0\.limit: .*"20 s"/,
    ],
    [
      'a category that is not there',
      (file) => Object.assign(file.queues[0]!, { category: 'fire' }),
      /^queues\.0\.category: one of: emergency$/,
    ],
    [
      'a limit that no timer can hold',
      (file) => Object.assign(file.queues[0]!, { limit: '25 days' }),
      /^queues\.0\.limit: a duration of 24 h at most/,
    ],
    [
      'a time for offering anew that no timer can hold',
      (file) => Object.assign(file.exchange, { reoffer: '30 days' }),
      /^exchange\.reoffer: a duration of 24 h at most/,
    ],
    [
      'a queue that is not there',
      (file) => file.roles[0]!.queues.push('999'),
      /^roles\.0\.queues\.1: one of: 113$/,
    ],
    [
      'a device without its numbers',
      (file) => Object.assign(file, { devices: [{ vendor: 'b0e', product: '0307' }] }),
      /^devices\.0\.vendor: four hexadecimal digits/,
    ],
    [
      'a rule for a queue that is not there',
      (file) => Object.assign(file.categories[0]!, { match: { queue: '999' } }),
      /^categories\.0\.match\.queue: one of: 113$/,
    ],
    [
      'a group that is not there',
      (file) => Object.assign(file, { quickKeys: [{ label: 'x', group: 'trippel' }] }),
      /^quickKeys\.0\.group: one of: /,
    ],
    ['a misspelt key', (file) => Object.assign(file, { quickkeys: [] }), /quickkeys/],
    ['no edge', (file) => Object.assign(file.exchange, { edges: [] }), /^exchange\.edges: /],
    [
      'three edges',
      (file) => file.exchange.edges.push(file.exchange.edges[0]!, file.exchange.edges[0]!),
      /^exchange\.edges: /,
    ],
    [
      'an edge that is no WebSocket',
      (file) => Object.assign(file.exchange.edges[0]!, { url: 'https://x' }),
      /^exchange\.edges\.0\.url: wss:\/\/host:port$/,
    ],
    [
      'a certificate by its file name',
      (file) => Object.assign(file.exchange.edges[0]!, { certificates: ['edge.pem'] }),
      /^exchange\.edges\.0\.certificates\.0: sha256/,
    ],
    [
      'a header that would split the message',
      (file) => Object.assign(file.exchange.headers!, { call: 'X-Call: a\r\nX' }),
      /^exchange\.headers\.call: a SIP header name$/,
    ],
    [
      'an AoR without a scheme',
      (file) => Object.assign(file.positions, { aor: 'pos{n}' }),
      /^positions\.aor: a URI/,
    ],
    ['no position', (file) => Object.assign(file.positions, { count: 0 }), /^positions\.count: /],
    ['a file of another schema', (file) => Object.assign(file, { schema: 2 }), /^schema: /],
  ])('says where %s stands and what is expected', (_what, change, expected) => {
    expect(complaints(change).join('\n')).toMatch(expected);
  });

  it.each<[string, Parameters<typeof complaints>[0], RegExp]>([
    ['edges', (file) => Object.assign(file.exchange.edges[1]!, { name: 'A' }), /^exchange\.edges\.1\.name: /],
    ['queues', (file) => file.queues.push(file.queues[0]!), /^queues\.1\.id: /],
    ['categories', (file) => file.categories.push(file.categories[0]!), /^categories\.1\.id: /],
    ['roles', (file) => file.roles.push(file.roles[0]!), /^roles\.1\.id: /],
  ])('refuses two %s of one name: what follows would go to either', (_what, change, expected) => {
    expect(complaints(change).join('\n')).toMatch(expected);
  });

  it.each([null, undefined, '', [], 'schema: 1', 1])('refuses %j as a whole', (input) => {
    expect(siteSchema.safeParse(input).success).toBe(false);
  });
});

describe('fillTemplate', () => {
  it('fills what it knows and leaves the rest as it is', () => {
    const values = { n: 3, domain: 'test', position: '{n}' };
    expect(fillTemplate('sip:pos{n}@{domain}', values)).toBe('sip:pos3@test');
    expect(fillTemplate('sip:park{slot}@{domain}', values)).toBe('sip:park{slot}@test');
    expect(fillTemplate('{n}{n}', values)).toBe('33');
  });

  it('fills once: a value is never read as a template', () => {
    expect(fillTemplate('{position}', { position: '{n}', n: 3 })).toBe('{n}');
    expect(fillTemplate('{name}', { name: '$&$1' })).toBe('$&$1');
  });

  it('does not take names of Object.prototype for values', () => {
    expect(fillTemplate('sip:{constructor}@{toString}', {})).toBe('sip:{constructor}@{toString}');
  });
});
