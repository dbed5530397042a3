/** Running totals of one call at one moment, as WebRTC's statistics give them. Seconds and counts grow for ever. */
export interface MediaCounters {
  readonly packetsReceived: number;
  readonly concealedSamples: number;
  readonly silentConcealedSamples: number;
  readonly totalSamplesReceived: number;
  /** s */
  readonly jitterBufferDelay: number;
  readonly jitterBufferEmittedCount: number;
  /** s */
  readonly playoutDelay: number;
  readonly playoutSamples: number;
  /** Of what we receive, ms. */
  readonly jitterMs: number;
  readonly packetsSent: number;
  /** What the peer tells of our stream (RTCP receiver report); absent until the first one. */
  readonly remote?: { readonly lossShare: number; readonly jitterMs: number };
  readonly rttMs: number;
  /** Energy that left the microphone path, and for how many seconds it was measured. */
  readonly sentEnergy: number;
  readonly sentSeconds: number;
  /** `PCMA/8000`; absent until known. */
  readonly codec?: string;
}

/** One direction over one interval. */
export interface DirectionSample {
  readonly alive: boolean;
  readonly delayMs: number;
  readonly lossShare: number;
}

// One packet is collected before it is sent, and the capture buffers hold about as much again.
const packetMs = 20;
const captureMs = 20;

function ratio(part: number, whole: number): number {
  return whole > 0 ? Math.max(0, part) / whole : 0;
}

/** What the operator heard between two looks: late packets count as lost (concealed), silence that was concealed does not. */
export function heardBetween(before: MediaCounters, now: MediaCounters): DirectionSample {
  const concealed = now.concealedSamples - before.concealedSamples;
  const silent = now.silentConcealedSamples - before.silentConcealedSamples;
  const buffered = ratio(
    now.jitterBufferDelay - before.jitterBufferDelay,
    now.jitterBufferEmittedCount - before.jitterBufferEmittedCount,
  );
  const playout = ratio(now.playoutDelay - before.playoutDelay, now.playoutSamples - before.playoutSamples);
  return {
    alive: now.packetsReceived > before.packetsReceived,
    delayMs: now.rttMs / 2 + (buffered + playout) * 1000 + packetMs,
    lossShare: Math.min(1, ratio(concealed - silent, now.totalSamplesReceived - before.totalSamplesReceived)),
  };
}

/** What the peer heard, as far as its reports tell. Its jitter buffer is taken as twice the jitter that it reports. */
export function beingHeardBetween(before: MediaCounters, now: MediaCounters): DirectionSample {
  return {
    alive: now.packetsSent > before.packetsSent,
    delayMs: now.rttMs / 2 + captureMs + packetMs + 2 * (now.remote?.jitterMs ?? 0),
    lossShare: now.remote?.lossShare ?? 0,
  };
}
