import type { MediaCounters } from '../quality/index.ts';

type Entry = Readonly<Record<string, unknown>>;

function number(entry: Entry | undefined, name: string): number {
  const value = entry?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

/** Reads WebRTC's statistics (W3C webrtc-stats) of one audio call. Total: what is missing counts as 0. */
export function readCounters(report: Iterable<readonly [string, Entry]>): MediaCounters {
  const byId = new Map(report);
  const all = [...byId.values()];
  const one = (type: string): Entry | undefined =>
    all.find((entry) => entry['type'] === type && (entry['kind'] ?? 'audio') === 'audio');
  const inbound = one('inbound-rtp');
  const playout = one('media-playout');
  const remote = one('remote-inbound-rtp');
  const source = one('media-source');
  const pair = all.find((entry) => entry['type'] === 'candidate-pair' && entry['nominated'] === true);
  const codecId = inbound?.['codecId'] ?? one('outbound-rtp')?.['codecId'];
  const codec = typeof codecId === 'string' ? byId.get(codecId) : undefined;
  const mime = codec?.['mimeType'];
  return {
    packetsReceived: number(inbound, 'packetsReceived'),
    concealedSamples: number(inbound, 'concealedSamples'),
    silentConcealedSamples: number(inbound, 'silentConcealedSamples'),
    totalSamplesReceived: number(inbound, 'totalSamplesReceived'),
    jitterBufferDelay: number(inbound, 'jitterBufferDelay'),
    jitterBufferEmittedCount: number(inbound, 'jitterBufferEmittedCount'),
    playoutDelay: number(playout, 'totalPlayoutDelay'),
    playoutSamples: number(playout, 'totalSamplesCount'),
    jitterMs: number(inbound, 'jitter') * 1000,
    packetsSent: number(one('outbound-rtp'), 'packetsSent'),
    ...(remote
      ? { remote: { lossShare: number(remote, 'fractionLost'), jitterMs: number(remote, 'jitter') * 1000 } }
      : {}),
    rttMs: (number(remote, 'roundTripTime') || number(pair, 'currentRoundTripTime')) * 1000,
    sentEnergy: number(source, 'totalAudioEnergy'),
    sentSeconds: number(source, 'totalSamplesDuration'),
    ...(typeof mime === 'string'
      ? { codec: `${mime.replace(/^audio\//, '')}/${number(codec, 'clockRate')}`.slice(0, 64) }
      : {}),
  };
}
