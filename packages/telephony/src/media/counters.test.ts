import { describe, expect, it } from 'vitest';
import { readCounters } from './counters.ts';

const report = new Map<string, Record<string, unknown>>([
  ['C8', { type: 'codec', mimeType: 'audio/PCMA', clockRate: 8000 }],
  [
    'I',
    {
      type: 'inbound-rtp',
      kind: 'audio',
      codecId: 'C8',
      packetsReceived: 100,
      jitter: 0.003,
      concealedSamples: 80,
      totalSamplesReceived: 96_000,
    },
  ],
  ['O', { type: 'outbound-rtp', kind: 'audio', codecId: 'C8', packetsSent: 99 }],
  ['R', { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.25, jitter: 0.01, roundTripTime: 0.04 }],
  ['S', { type: 'media-source', kind: 'audio', totalAudioEnergy: 0.5, totalSamplesDuration: 2 }],
  ['P', { type: 'media-playout', kind: 'audio', totalPlayoutDelay: 9, totalSamplesCount: 48_000 }],
  ['T', { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.002 }],
]);

describe('readCounters', () => {
  it('reads both directions, in ms where it says so', () =>
    expect(readCounters(report)).toMatchObject({
      packetsReceived: 100,
      packetsSent: 99,
      jitterMs: 3,
      concealedSamples: 80,
      playoutDelay: 9,
      remote: { lossShare: 0.25, jitterMs: 10 },
      rttMs: 40,
      sentEnergy: 0.5,
      sentSeconds: 2,
      codec: 'PCMA/8000',
    }));

  it('takes the path from ICE before the first receiver report', () => {
    const early = new Map(report);
    early.delete('R');
    const counters = readCounters(early);
    expect(counters.rttMs).toBe(2);
    expect(counters.remote).toBeUndefined();
  });

  it('is total', () => {
    const counters = readCounters(
      new Map([['I', { type: 'inbound-rtp', kind: 'audio', packetsReceived: 'many' }]]),
    );
    expect(counters).toMatchObject({ packetsReceived: 0, rttMs: 0 });
    expect(counters.codec).toBeUndefined();
    expect(readCounters(new Map())).toMatchObject({ packetsSent: 0 });
  });
});
