import { siteSchema } from '@samband/telephony/contract';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { practiceDomain, practiceSite, practiceSiteFile } from './site.ts';

const edge = { url: 'ws://127.0.0.1:4711/' };

it('is a site file like any other, and an exercise', () => {
  const site = siteSchema.parse(parse(practiceSiteFile(edge)));
  expect(site.site.exercise).toBe(true);
  expect(site.exchange.edges).toMatchObject([{ name: 'A', url: edge.url, certificates: [] }]);
  expect(practiceSite(edge)).toEqual(parse(practiceSiteFile(edge)));
});

it('names nobody in the world', () => {
  const text = practiceSiteFile(edge);
  expect(practiceDomain.endsWith('.test')).toBe(true);
  for (const [number] of text.matchAll(/\+\d+/g)) expect(number).toMatch(/^\+4700/);
});

it('pins the certificate of another machine', () => {
  const pin = `sha256/${'A'.repeat(43)}=`;
  const site = siteSchema.parse(practiceSite({ url: 'wss://192.0.2.1:5443/', certificates: [pin] }));
  expect(site.exchange.edges[0]?.certificates).toEqual([pin]);
});

it('lets limits run with the time line', () => {
  const limits = (speed?: number) =>
    siteSchema
      .parse(practiceSite({ ...edge, ...(speed === undefined ? {} : { speed }) }))
      .queues.map(({ limit }) => limit);
  expect([limits(), limits(10)]).toEqual([
    [10_000, 120_000],
    [1000, 12_000],
  ]);
});
