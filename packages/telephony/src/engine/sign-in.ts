import type { CommandPayload, Operator, Problem } from '../contract/index.ts';
import type { Clock, EventSink, Logger, PinCheck } from '../ports/index.ts';
import { createPinThrottle } from './pin-throttle.ts';
import type { Position } from './position.ts';

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
  code,
  category: 'permission',
  messageKey: `error.${code}`,
  ...more,
});

/**
 * Signing in, and the hand-over. Accepted at once; what came of the PIN is told by `signedIn` or `command.refused`.
 * The PIN is handed to the check and kept nowhere.
 */
export interface SignIn {
  signIn(wanted: CommandPayload<'position.signIn'>, cause: string): Problem | undefined;
}

export function createSignIn(deps: SignInDeps): SignIn {
  const { operators, position, sink } = deps;
  const throttle = createPinThrottle(deps.clock);
  let isChecking = false;

  /** The role that was asked for; else the one the position has, else the first that the operator may take. */
  function roleFor(operator: Operator, asked: string | undefined): string | Problem {
    if (asked !== undefined) return position.refusesRole(asked, operator) ?? asked;
    const first = [position.role(), ...operator.roles].find((role) => !position.refusesRole(role, operator));
    return first ?? problem('role.notAllowed');
  }

  async function check(operator: Operator, role: string, pin: string, cause: string): Promise<void> {
    let isRight = false;
    let refused = problem('pin.wrong');
    try {
      isRight = await deps.pins.matches(pin, operator.pin);
    } catch (error) {
      deps.logger.error('sign-in: a PIN could not be checked', {
        why: error instanceof Error ? error.name : '',
      });
      refused = problem('internal', { category: 'internal' });
    }
    isChecking = false;
    if (deps.isDisposed()) return;
    if (isRight) {
      throttle.right(operator.id);
      position.enter(operator, role, cause);
      return;
    }
    if (refused.code === 'pin.wrong') throttle.wrong(operator.id);
    sink.emit('command.refused', { command: 'position.signIn', error: refused }, { cause });
  }

  return {
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
