import type { Mood } from './agencies.ts';

/** Who ended a call that was up. `lost`: the position or the way to it was lost, nobody hung up. */
export type EndedBy = 'caller' | 'operator' | 'lost';

/** How a talk went. */
export interface TalkFigures {
  /** ms for which the operator was heard speaking; hold sound is not counted. */
  readonly heardOperatorMs: number;
  readonly spokeMs: number;
  /** Anything but silence came. */
  readonly heard: boolean;
}

/** What the parties did. `call` is local, unique, and the same through one call. */
export type PartyEvent =
  | { readonly type: 'connected' }
  | { readonly type: 'lost'; readonly reason: string }
  | {
      readonly type: 'called';
      readonly call: string;
      readonly person: string;
      readonly number: string;
      readonly to: string;
    }
  | { readonly type: 'ringing'; readonly call: string }
  | { readonly type: 'answered'; readonly call: string; readonly waitedMs: number }
  | { readonly type: 'refused'; readonly call: string; readonly status: number }
  | { readonly type: 'gaveUp'; readonly call: string; readonly waitedMs: number }
  /** `call` is the new one, `of` the one before. */
  | {
      readonly type: 'calledBack';
      readonly call: string;
      readonly of: string;
      readonly by: 'caller' | 'operator';
      readonly number: string;
    }
  | ({ readonly type: 'ended'; readonly call: string; readonly by: EndedBy } & TalkFigures)
  | { readonly type: 'agencyCalled'; readonly call: string; readonly dialled: string; readonly mood: Mood };
