import { md5 } from '@samband/telephony/sip';
import type { ExchangeFigures } from '@samband/training/exchange';

/** What the exchange's process holds. */
export interface Held {
  readonly port: number;
  /** Bytes, after a collection. */
  readonly heap: number;
  readonly resident: number;
  readonly figures: ExchangeFigures;
}

export const benchDomain = 'bench.test';
export const ha1Of = (user: string): string => md5(`${user}:${benchDomain}:bench`);
