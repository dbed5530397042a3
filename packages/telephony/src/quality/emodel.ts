/** What spoils one direction of a call. */
export interface Impairments {
  /** Mouth to ear, ms. */
  readonly delayMs: number;
  /** Share of the speech that was lost or came too late, 0–1. */
  readonly lossShare: number;
}

/** Equipment impairment and packet-loss robustness of a codec (ITU-T G.113 appendix I). */
interface CodecFactors {
  readonly ie: number;
  readonly bpl: number;
}
const g711: CodecFactors = { ie: 0, bpl: 25.1 };
// G.113 has no value for Opus; these are the cautious end of what is published for wideband Opus.
const opus: CodecFactors = { ie: 5, bpl: 20 };

function factorsOf(codec: string | undefined): CodecFactors {
  return codec?.toLowerCase().startsWith('opus') ? opus : g711;
}

/** Transmission rating R of ITU-T G.107 with random loss (BurstR = 1); 93.2 is a perfect narrowband call. */
export function ratingOf(impairments: Impairments, codec?: string): number {
  const { ie, bpl } = factorsOf(codec);
  const delay = Math.max(0, impairments.delayMs);
  const ppl = Math.min(1, Math.max(0, impairments.lossShare)) * 100;
  const delayImpairment = 0.024 * delay + (delay > 177.3 ? 0.11 * (delay - 177.3) : 0);
  const equipmentImpairment = ie + ((95 - ie) * ppl) / (ppl + bpl);
  return 93.2 - delayImpairment - equipmentImpairment;
}

/** Mean opinion score, 1–4.5, of a rating (G.107 annex B). */
export function mosOf(rating: number): number {
  if (rating <= 0) return 1;
  if (rating >= 100) return 4.5;
  return Math.max(1, 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6);
}
