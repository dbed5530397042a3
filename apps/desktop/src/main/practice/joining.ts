import type { StartProblem } from '@samband/telephony/contract';
import type { Logger } from '@samband/telephony/ports';

/** What another machine's exercise gives a console that knows its code. */
export interface Place {
  readonly position: number;
  readonly secret: string;
  /** The site file's text. */
  readonly site: string;
}

type Why = (StartProblem & { kind: 'join' })['why'];

/** Crockford's base32: what is read wrongly is meant rightly, and groups are for the eye alone. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

export interface JoiningDeps {
  /** host:port of the other machine. */
  readonly host: string;
  readonly log: Logger;
  /** Rejects with an error whose `code` says why: `join.code`, `join.full`, `join.later`; anything else is the network. */
  ask(code: string): Promise<Place>;
  handleChanged(): void;
  handleJoined(place: Place): void;
}

const whys: Readonly<Record<string, Why>> = {
  'join.code': 'code',
  'join.full': 'full',
  'join.later': 'later',
};

/**
 * Asks for a place in another machine's exercise, one try at a time.
 *
 *     asking --code--> trying --place--> joined
 *        ^               |
 *        +---- why ------+
 */
export function createJoining(deps: JoiningDeps): {
  problem(): StartProblem;
  /** False: a try is under way, or it has been joined. */
  join(typed: string): boolean;
} {
  const { host, log } = deps;
  let why: Why;
  let joined = false;

  function tell(next: Why): void {
    why = next;
    deps.handleChanged();
  }

  async function attempt(code: string): Promise<void> {
    try {
      const place = await deps.ask(code);
      joined = true;
      deps.handleJoined(place);
    } catch (error) {
      const { code: what = '' } = error as { code?: string };
      log.warn('the exercise was not joined', { why: what });
      tell(whys[what] ?? 'unreachable');
    }
  }

  return {
    problem: () => ({ kind: 'join', host, ...(why === undefined ? {} : { why }) }),
    join(typed) {
      if (joined || why === 'trying') return false;
      tell('trying');
      void attempt(readCode(typed));
      return true;
    },
  };
}
