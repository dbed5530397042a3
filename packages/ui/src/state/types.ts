import type {
  Call,
  CommandPayload,
  CommandType,
  PracticeOrder,
  Problem,
  ScreenInfo,
  Site,
  Snapshot,
  ToEngineFromScreen,
} from '@samband/telephony/contract';
import type { Guard } from './guard.ts';
import type { Guide } from './guide-steps.ts';
import type { Chosen } from './settings.ts';
import type { SignIn } from './sign-in.ts';

/** The part of a MessagePort that the screen uses; tests give a plain object. */
export interface EnginePort {
  postMessage(message: ToEngineFromScreen): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close' | 'messageerror', listener: () => void): void;
  start(): void;
  close(): void;
}

/** absent: no engine. attaching: a snapshot is asked for. live: the picture is the present one. */
export type LinkState = 'absent' | 'attaching' | 'live';

export type NoticeKind =
  | 'noReply'
  | 'notSent'
  | 'cut'
  | 'refused'
  | 'closeRefused'
  | 'unreadable'
  | 'notKept'
  | 'notOrdered'
  | 'confirmKey';
/** Something the operator must know about an own act. Shown for a while, can be closed. */
export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly command?: CommandType;
  /** What the practice centre would not do. */
  readonly order?: PracticeOrder['order'];
  /** What a button asks a second press for. */
  readonly action?: string;
  readonly error?: Problem;
  /** UTC ms. */
  readonly at: number;
}

/**
 * A note that the engine does not have yet, or would not take. What the engine has stands in the snapshot and is not
 * copied here. typing: a pause is waited for. saving: asked of the engine. unsaved: it did not get there.
 */
export interface Draft {
  /** Whose it is, also when the call is over and another has ended since. */
  readonly call: Call;
  readonly text: string;
  readonly phase: 'typing' | 'saving' | 'unsaved';
  /** Why the engine would not take it; absent where it could not be asked. */
  readonly why?: Problem;
}

/** What a screen's level meters show: peaks, dB of full scale, -90 is silence. */
export interface Levels {
  readonly microphone: number;
  readonly talk: number;
}

/** How the last call ended: the one thing of a call that the snapshot no longer holds. */
export interface EndedCall {
  readonly call: Call;
  readonly how: 'operator' | 'peer' | 'network' | 'elsewhere' | 'answerFailed' | 'recoveryFailed';
  readonly reason: string;
  /** ms */
  readonly talked: number;
  /** UTC ms. */
  readonly at: number;
}

/** Panels of the right zone: nothing floats, and no dialog covers a call. */
export type PanelName = 'keys' | 'position' | 'sound' | 'practice' | 'devices';

export type FocusPlace = 'note' | 'phonebook' | 'log' | 'nextZone' | 'previousZone' | 'panel' | 'guide';

export interface ConsoleState {
  readonly link: LinkState;
  readonly snapshot: Snapshot;
  /** UTC ms when the snapshot was last true; 0 before the first. */
  readonly seenAt: number;
  /** What main tells of the surroundings: undefined until told, 'unreadable' when it could not be understood. */
  readonly info: ScreenInfo | 'unreadable' | undefined;
  readonly site: Site | undefined;
  readonly chosen: Chosen;
  readonly pending: readonly { readonly id: string; readonly type: CommandType }[];
  readonly notices: readonly Notice[];
  readonly ended: EndedCall | undefined;
  /** Notes that are not saved, by call. */
  readonly drafts: Readonly<Record<string, Draft>>;
  /** What waits for a second press. */
  readonly guard: Guard | undefined;
  readonly signIn: SignIn;
  readonly view: {
    /** What stands in the right zone in place of its tabs. */
    readonly panel: PanelName | undefined;
    readonly keypad: boolean;
    /** DTMF sent in the call that the keypad is open for. */
    readonly sent: string;
    /** Where a key wants the keyboard to be: taken by the component that has the place (`app/focus.ts`). */
    readonly focus: FocusPlace | undefined;
    /** The first-run guide, while it is gone through. */
    readonly guide: Guide | undefined;
  };
}

/** What came of a command. done: accepted. notSent, cut: no engine, or it went before it answered. */
export interface Outcome {
  readonly kind: 'done' | 'refused' | 'noReply' | 'notSent' | 'cut';
  readonly error?: Problem;
}

/**
 * Sends a command; false when it was not sent. The operator is told why by a notice, except for a repeated press.
 * With `told`, whoever sends tells the operator, at the place where it belongs.
 */
export type Send = <K extends CommandType>(
  type: K,
  payload: CommandPayload<K>,
  told?: (outcome: Outcome) => void,
) => boolean;
