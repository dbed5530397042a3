import { describe, expect, it } from 'vitest';
import { createQualityMeter } from './meter.ts';
import type { MediaCounters } from './sample.ts';

const both = { heard: true, beingHeard: true };
const zero: MediaCounters = {
  packetsReceived: 0,
  concealedSamples: 0,
  silentConcealedSamples: 0,
  totalSamplesReceived: 0,
  jitterBufferDelay: 0,
  jitterBufferEmittedCount: 0,
  playoutDelay: 0,
  playoutSamples: 0,
  jitterMs: 0,
  packetsSent: 0,
  rttMs: 20,
  sentEnergy: 0,
  sentSeconds: 0,
  codec: 'PCMA/8000',
};
/** One second later, 40 ms in the jitter buffer, 20 ms played out, `lost` of 8000 samples concealed. */
function secondAfter(last: MediaCounters, lost = 0, silent = 0): MediaCounters {
  return {
    ...last,
    packetsReceived: last.packetsReceived + 50,
    packetsSent: last.packetsSent + 50,
    concealedSamples: last.concealedSamples + lost,
    silentConcealedSamples: last.silentConcealedSamples + silent,
    totalSamplesReceived: last.totalSamplesReceived + 8000,
    jitterBufferDelay: last.jitterBufferDelay + 320,
    jitterBufferEmittedCount: last.jitterBufferEmittedCount + 8000,
    playoutDelay: last.playoutDelay + 160,
    playoutSamples: last.playoutSamples + 8000,
  };
}

describe('createQualityMeter', () => {
  it('needs two looks', () => expect(createQualityMeter().look(zero, both)).toBeUndefined());

  it('gives four bars both ways on a clean call', () => {
    const meter = createQualityMeter();
    meter.look(zero, both);
    const quality = meter.look(secondAfter(zero), both);
    expect(quality).toMatchObject({ heard: 4, beingHeard: 4, lossShare: 0, rttMs: 20 });
    // Ta = 10 + 40 + 20 + 20 = 90 ms: R = 91.04.
    expect(quality?.mos).toBeCloseTo(4.36, 1);
  });

  it('keeps the directions apart', () => {
    const meter = createQualityMeter();
    meter.look(zero, both);
    expect(meter.look(secondAfter(zero, 800), both)).toMatchObject({
      heard: 2,
      beingHeard: 4,
      lossShare: 0.1,
    });
    const deaf = createQualityMeter();
    deaf.look(zero, both);
    const reported = { ...secondAfter(zero), remote: { lossShare: 0.2, jitterMs: 10 } };
    expect(deaf.look(reported, both)).toMatchObject({ heard: 4, beingHeard: 1 });
  });

  it('does not count silence that was concealed', () => {
    const meter = createQualityMeter();
    meter.look(zero, both);
    expect(meter.look(secondAfter(zero, 800, 800), both)).toMatchObject({ heard: 4, lossShare: 0 });
  });

  it('shows nothing heard as 0, unless nothing is due', () => {
    const meter = createQualityMeter();
    const first = secondAfter(zero);
    meter.look(zero, both);
    meter.look(first, both);
    const mute = { ...secondAfter(first), packetsReceived: first.packetsReceived };
    expect(meter.look(mute, { heard: false, beingHeard: true })).toMatchObject({ heard: 4 });
    expect(meter.look({ ...mute, packetsSent: mute.packetsSent + 50 }, both)).toMatchObject({
      heard: 0,
      mos: 1,
    });
  });

  it('survives counters that begin again', () => {
    const meter = createQualityMeter();
    meter.look(secondAfter(zero, 800), both);
    expect(meter.look(zero, both)).toMatchObject({ lossShare: 0, heard: 0 });
  });
});
