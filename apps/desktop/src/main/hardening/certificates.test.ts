import type { Report } from '@samband/telephony/contract';
import { expect, it } from 'vitest';
import { createExpiryWatch, judgeCertificate } from './certificates.ts';

const now = Date.parse('2026-06-01T00:00:00Z');
const day = 86_400_000;
const seconds = (ms: number) => ms / 1000;
const edges = [
  { name: 'A', url: 'wss://edge-a.example:8443', certificates: ['sha256/current', 'sha256/next'] },
  { name: 'B', url: 'wss://10.0.0.2:8443', certificates: ['sha256/b'] },
  { name: 'C', url: 'ws://10.0.0.3:8080', certificates: [] },
];
const shown = {
  host: 'edge-a.example',
  fingerprint: 'sha256/current',
  validStart: seconds(now - day),
  validExpiry: seconds(now + 90 * day),
};
const judge = (change: Partial<typeof shown>) => judgeCertificate({ ...shown, ...change }, edges, now);

it('accepts the certificate in use and the next one', () => {
  expect(judge({})).toEqual({ accept: true, edges: ['A'] });
  expect(judge({ fingerprint: 'sha256/next' })).toEqual({ accept: true, edges: ['A'] });
  expect(judge({ host: '10.0.0.2', fingerprint: 'sha256/b' })).toEqual({ accept: true, edges: ['B'] });
});

it('refuses the certificate of another edge, an unknown one, and hosts that are no edge', () => {
  expect(judge({ fingerprint: 'sha256/b' })).toEqual({ accept: false, edges: ['A'], why: 'unknown' });
  expect(judge({ host: 'elsewhere.example' })).toEqual({ accept: false, edges: [], why: 'unknown' });
  expect(judge({ host: '10.0.0.3' })).toEqual({ accept: false, edges: [], why: 'unknown' });
});

it('refuses a named certificate outside its dates', () => {
  expect(judge({ validExpiry: seconds(now) })).toEqual({ accept: false, edges: ['A'], why: 'expired' });
  expect(judge({ validStart: seconds(now + 1000) })).toEqual({ accept: false, edges: ['A'], why: 'invalid' });
});

it('warns 30 days ahead, once a day, and falls silent with a new certificate', () => {
  const told: Report[] = [];
  const watch = createExpiryWatch((report) => told.push(report));
  const expiry = seconds(now + 31 * day);
  watch.accepted('A', expiry, now);
  expect(told).toEqual([]);
  watch.look(now + day);
  watch.accepted('A', expiry, now + day + 1000);
  watch.look(now + 2 * day);
  expect(told.map((report) => report.payload)).toEqual([
    { edge: 'A', days: 30 },
    { edge: 'A', days: 29 },
  ]);
  watch.accepted('A', seconds(now + 400 * day), now + 3 * day);
  watch.look(now + 4 * day);
  expect(told).toHaveLength(2);
});
