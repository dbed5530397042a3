import type { HidErrorCode } from './error.ts';
import type { HeadsetRequest } from './headset/index.ts';
import type { LearnStep } from './pedal/index.ts';

/** A device as it is from now on. */
export interface DeviceInfo {
  /** The same when it is plugged in again, as far as its numbers tell. */
  readonly id: string;
  readonly label: string;
  readonly kind: 'headset' | 'pedal' | 'light';
  /** By the names that bindings use: `headset.hook`, `pedal.left`. */
  readonly buttons: readonly string[];
  readonly lamps: readonly string[];
  /** unreadable: the system does not let us; contended: another program uses it as well. */
  readonly state: 'ready' | 'unreadable' | 'contended';
  /** Of `unreadable`. */
  readonly why?: UnreadableWhy;
}

export type UnreadableWhy = 'permission' | 'busy' | 'failed';

/** All that devices tell. `device` is the id. */
export type DevicesEvent =
  /** Plugged in, readable now, or taken by another program. */
  | { readonly type: 'appeared'; readonly device: DeviceInfo }
  | { readonly type: 'removed'; readonly device: string }
  | { readonly type: 'pressed'; readonly device: string; readonly button: string }
  | {
      readonly type: 'released';
      readonly device: string;
      readonly button: string;
      readonly why: 'released' | 'lost' | 'limit';
    }
  /** A pedal is down for so long that something may lie on it. */
  | { readonly type: 'heldLong'; readonly device: string; readonly button: string }
  /** What a headset asks for. `confirm`: ask the operator first. `to`: the mute that is wanted. */
  | {
      readonly type: 'request';
      readonly device: string;
      readonly button: string;
      readonly request: HeadsetRequest;
      readonly confirm: boolean;
      readonly to?: boolean;
    }
  /** The hook moved and was not believed. */
  | { readonly type: 'ignored'; readonly device: string; readonly why: string }
  | { readonly type: 'contended'; readonly device: string; readonly why: 'foreignCall' | 'fought' }
  | { readonly type: 'unreadable'; readonly device: string; readonly why: UnreadableWhy }
  /** A lamp may show what is not so. */
  | { readonly type: 'writeFailed'; readonly device: string; readonly code: HidErrorCode }
  /** A lamp that is tried, as it is from now on; `over`, told once for each test: it shows the calls again. */
  | {
      readonly type: 'lampTest';
      readonly device: string;
      readonly lamp: string;
      readonly state: 'lit' | 'dark' | 'over';
    }
  /** Something was plugged in or out, ours or not: `listed()` is another one now. */
  | { readonly type: 'listed' }
  | { readonly type: 'learning'; readonly device: string; readonly step: LearnStep }
  /** The list of devices cannot be had at all. */
  | { readonly type: 'listFailed'; readonly code: HidErrorCode };

const whys: Partial<Record<HidErrorCode, UnreadableWhy>> = { 'hid.denied': 'permission', 'hid.busy': 'busy' };

export function whyUnreadable(code: HidErrorCode): UnreadableWhy {
  return whys[code] ?? 'failed';
}
