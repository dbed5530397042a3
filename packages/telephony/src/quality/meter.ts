import type { Quality } from '../contract/index.ts';
import { nextBars, type Bars } from './bars.ts';
import { mosOf, ratingOf } from './emodel.ts';
import { beingHeardBetween, heardBetween, type MediaCounters } from './sample.ts';

/** Which directions are due to carry sound: a held call is not a bad call. */
export interface Expected {
  readonly heard: boolean;
  readonly beingHeard: boolean;
}

export interface QualityMeter {
  /** One look; undefined for the first, which has nothing to be compared with. */
  look(now: MediaCounters, expected: Expected): Quality | undefined;
}

/** Estimates one call's quality from successive looks at its counters. */
export function createQualityMeter(): QualityMeter {
  let before: MediaCounters | undefined;
  let heardBars: Bars | undefined;
  let beingHeardBars: Bars | undefined;

  return {
    look(now, expected) {
      const last = before;
      before = now;
      if (!last) return undefined;
      const heard = heardBetween(last, now);
      const beingHeard = beingHeardBetween(last, now);
      const heardMos = mosOf(ratingOf(heard, now.codec));
      const beingHeardMos = mosOf(ratingOf(beingHeard, now.codec));
      if (expected.heard) heardBars = nextBars(heardBars, heard.alive, heardMos);
      if (expected.beingHeard) beingHeardBars = nextBars(beingHeardBars, beingHeard.alive, beingHeardMos);
      return {
        heard: heardBars ?? 0,
        beingHeard: beingHeardBars ?? 0,
        mos: Math.min(heard.alive ? heardMos : 1, beingHeard.alive ? beingHeardMos : 1),
        rttMs: now.rttMs,
        lossShare: heard.lossShare,
        jitterMs: now.jitterMs,
      };
    },
  };
}
