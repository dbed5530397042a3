/** Why it is a party's turn. */
export type Cue = 'spokenTo' | 'silence';
/** A clip to be said, `nothing` to say this time, or the last words and then the end. */
export type Utterance = { readonly clip: string; readonly last: boolean } | 'nothing' | 'end';

/** What one party has to say in one call. */
export interface Script {
  next(cue: Cue): Utterance;
  /** The last one was not said to its end: it comes again. */
  unsay(): void;
}

export interface ScriptOptions {
  readonly lines: readonly string[];
  /** Said when spoken to after the last line. */
  readonly yes?: string | undefined;
  /** Said before hanging up. */
  readonly bye?: string | undefined;
  /** Long silences that are borne when there is no more to say; then it hangs up. */
  readonly bears: number;
}

/** More "yes" than this is no talk. */
const mostYes = 6;

/** The lines in order, then a "yes" to whatever is said, and the end when nobody says anything. */
export function createScript({ lines, yes, bye, bears }: ScriptOptions): Script {
  let at = 0;
  let agreed = 0;
  let silences = 0;
  return {
    next(cue) {
      const clip = lines[at];
      if (clip !== undefined) {
        at += 1;
        return { clip, last: false };
      }
      if (cue === 'spokenTo') {
        silences = 0;
        agreed += 1;
        return yes === undefined || agreed > mostYes ? 'nothing' : { clip: yes, last: false };
      }
      silences += 1;
      if (silences < bears) return 'nothing';
      return bye === undefined ? 'end' : { clip: bye, last: true };
    },
    unsay() {
      if (agreed === 0 && silences === 0) at = Math.max(0, at - 1);
    },
  };
}
