import { directorySchema, siteSchema } from '@samband/telephony/contract';
import { describe, expect, it } from 'vitest';
import { configSchema, type ConfigInput } from '../config/config.ts';
import { planPaths, planPorts } from '../config/plan.ts';
import { labDirectory, labOperators } from './operators.ts';
import { siteFile } from './site.ts';

const prints = { a: ['sha256/one', 'sha256/two'], b: ['sha256/three'] };
function site(input: ConfigInput = {}) {
  const config = configSchema.parse(input);
  return siteFile({ config, ports: planPorts(config), paths: planPaths('/run/x') }, prints);
}

describe('siteFile', () => {
  it('names both edges with the certificate in use and the next one', () => {
    expect(site().exchange.edges).toEqual([
      { name: 'A', url: 'wss://127.0.0.1:15013', certificates: ['sha256/one', 'sha256/two'] },
      { name: 'B', url: 'wss://127.0.0.1:15023', certificates: ['sha256/three'] },
    ]);
  });

  it('promises only what the exchange can do', () => {
    expect(site().exchange.can).toEqual({
      recover: 'sip:recover@{domain}',
      proof: 'sip:pos{n}@{domain}',
    });
  });

  it('has a category for every queue, an invented one too', () => {
    const queue = { id: '02', category: 'sea', limit: '5 s', ring: 'calm', announcement: 'Vent' };
    const made = site({ queues: [queue] });
    expect(made.categories.map((category) => category.id)).toContain('sea');
    expect(made.categories.find((category) => category.id === 'sea')).toMatchObject({
      match: { queue: '02' },
    });
  });

  it('gives roles only queues that exist', () => {
    const made = site();
    const ids = made.queues.map((queue) => queue.id);
    for (const role of made.roles) for (const id of role.queues) expect(ids).toContain(id);
    expect(made.roles.find(({ id }) => id === 'am')).toMatchObject({ layout: 'akuttmottak', queues: [] });
  });

  it('has a phone book in groups', () => {
    const { phonebook } = site();
    expect(new Set(phonebook.map(({ group }) => group)).size).toBeGreaterThan(3);
    expect(phonebook.find(({ name }) => name === 'Giftinformasjonen')?.target).toBe('tel:+4722591300');
  });

  it('asks who is at the position only where the configuration says so', () => {
    expect(site()).not.toHaveProperty('operators');
    expect(site({ operators: true }).operators).toEqual({ directory: 'operators.yaml' });
    const roles = new Set(site().roles.map(({ id }) => id));
    expect(labOperators.flatMap((one) => one.roles).filter((role) => !roles.has(role))).toEqual([]);
  });

  it.each([{}, { operators: true }])('is a site file that a console takes: %j', (input) => {
    const made = JSON.parse(JSON.stringify(site(input))) as typeof prints & { exchange: { edges: object[] } };
    // The prints of this test are short.
    const edges = made.exchange.edges.map((edge) => ({ ...edge, certificates: [] }));
    expect(siteSchema.safeParse({ ...made, exchange: { ...made.exchange, edges } }).error).toBeUndefined();
    expect(directorySchema.safeParse(labDirectory).error).toBeUndefined();
  });
});
