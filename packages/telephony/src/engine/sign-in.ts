import type { CommandPayload, Operator, Problem } from '../contract/index.ts';
import { problemOf } from '../contract/index.ts';
import type { Clock, Disposable, EventSink, Logger, PinCheck } from '../ports/index.ts';
import { createPinThrottle } from './pin-throttle.ts';
import type { Position } from './position.ts';

/** Far more than a slow PC needs for a slow hash. */
const checkWithinMs = 8000;

export interface SignInDeps {
  /** The directory; undefined where the site does not ask who is at the position. */
  readonly operators: readonly Operator[] | undefined;
  readonly pins: PinCheck;
  readonly position: Position;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly sink: EventSink;
  isDisposed(): boolean;
}

const problem = (code: string, more: Partial<Problem> = {}): Problem => ({
  ...problemOf(code, 'permission'),
  ...more,
});

/**
 * Signing in, and the hand-over. Accepted at once; what came of the PIN is told by `signedIn` or `command.refused`.
 * The PIN is handed to the check and kept nowhere.
 */
export interface SignIn extends Disposable {
  signIn(wanted: CommandPayload<'position.signIn'>, cause: string): Problem | undefined;
}

export function createSignIn(deps: SignInDeps): SignIn {
  const { operators, position, sink } = deps;
  const throttle = createPinThrottle(deps.clock);
  let isChecking = false;
  let watchdog: Disposable | undefined;

  /** The role that was asked for; else the one the position has, else the first that the operator may take. */
  function roleFor(operator: Operator, asked: string | undefined): string | Problem {
    if (asked !== undefined) return position.refusesRole(asked, operator) ?? asked;
    const first = [position.role(), ...operator.roles].find((role) => !position.refusesRole(role, operator));
    return first ?? problem('role.notAllowed');
  }

  function refuse(error: Problem, cause: string): void {
    sink.emit('command.refused', { command: 'position.signIn', error }, { cause });
  }

  async function check(operator: Operator, role: string, pin: string, cause: string): Promise<void> {
    let isSettled = false;
    /** Whatever comes first: the check's own word, or the end of its time. */
    const settle = (what: () => void) => {
      if (isSettled) return;
      isSettled = true;
      isChecking = false;
      watchdog?.dispose();
      if (!deps.isDisposed()) what();
    };
    const fail = (why: string) => {
      deps.logger.error('sign-in: a PIN could not be checked', { why });
      settle(() => refuse(problem('internal', { category: 'internal' }), cause));
    };
    watchdog = deps.clock.after(checkWithinMs, () => fail('timeout'));
    try {
      const isRight = await deps.pins.matches(pin, operator.pin);
      settle(() => {
        if (isRight) {
          throttle.right(operator.id);
          return position.enter(operator, role, cause);
        }
        throttle.wrong(operator.id);
        refuse(problem('pin.wrong'), cause);
      });
    } catch (error) {
      fail(error instanceof Error ? error.name : '');
    }
  }

  return {
    dispose: () => watchdog?.dispose(),
    signIn({ operator: id, pin, role: asked }, cause) {
      if (!operators) return problem('position.noDirectory', { category: 'state' });
      const operator = operators.find((item) => item.id === id);
      if (!operator) return problem('operator.unknown', { category: 'input' });
      const role = roleFor(operator, asked);
      if (typeof role !== 'string') return role;
      // One at a time, or several tries at once would count as one.
      if (isChecking) return problem('position.signingIn', { category: 'state' });
      const seconds = throttle.secondsLeft(id);
      if (seconds > 0) return problem('pin.tooOften', { values: { seconds } });
      isChecking = true;
      void check(operator, role, pin, cause);
      return undefined;
    },
  };
}
