import type { Operator, Problem, QueueOfSite, Site, Snapshot } from '../contract/index.ts';
import { problemOf } from '../contract/index.ts';
import type { EventSink } from '../ports/index.ts';
import type { Addresses } from './addresses.ts';
import { positionStep, wantsQueues } from './position-table.ts';
import type { PositionEffect, PositionInput, PositionStage } from './position-table.ts';

export interface PositionDeps {
  readonly sink: EventSink;
  readonly addresses: Addresses;
  /** The site asks who is at the position. */
  readonly hasDirectory: boolean;
  /** What it does at the start. */
  readonly role: string;
  snapshot(): Snapshot;
  /** These AoRs and no others, the own one first. */
  register(aors: readonly string[]): void;
  /** Somebody sits down at a position where nobody was. */
  greet(): void;
  /** Calls that are no longer ours leave the line. */
  leaveLine(why: 'signedOut' | 'role'): void;
}

/** Who is at the position, in which role, ready or paused. Each command's result: why it was refused, or undefined. */
export interface Position {
  role(): string;
  operator(): Operator | undefined;
  /** Somebody is signed in, or the site does not ask. */
  isManned(): boolean;
  /** What the operator wants; the state that survives. */
  wantsReady(): boolean;
  /** A call of this queue is for this position. */
  holds(queue: string): boolean;
  begin(state: { readonly operator: Operator | undefined; readonly ready: boolean }): void;
  /** Everything wanted is registered at one edge. */
  handleReachable(): void;
  ready(cause?: string): Problem | undefined;
  pause(
    options: { reason?: string | undefined; confirmed?: boolean | undefined },
    cause?: string,
  ): Problem | undefined;
  /** Whose PIN was right. The form with its PIN is the second press: a role that comes with it is not asked about. */
  enter(operator: Operator, role: string, cause?: string): void;
  signOut(options: { confirmed?: boolean | undefined }, cause?: string): Problem | undefined;
  /** Why this person may not take this role. */
  refusesRole(role: string, operator: Operator | undefined): Problem | undefined;
  changeRole(options: { role: string; confirmed?: boolean | undefined }, cause?: string): Problem | undefined;
  /** From a source that knows (reg-event, the exchange's feed): how many other positions are ready. */
  handleOthersReady(others: number): void;
}

export function createPosition(deps: PositionDeps): Position {
  const { sink, addresses } = deps;
  const roles: Site['roles'] = addresses.site.roles;
  let stage: PositionStage = 'starting';
  let role = deps.role;
  let operator: Operator | undefined;
  let others: number | undefined;

  interface Why {
    readonly cause?: string | undefined;
    readonly reason?: string | undefined;
  }
  const tellSignedIn = ({ cause }: Why) => {
    const who = operator ? { operator: { id: operator.id, name: operator.name } } : {};
    sink.emit('signedIn', who, { cause });
  };
  const effects: Record<PositionEffect, (why: Why) => void> = {
    tellSignedIn,
    tellSignedOut: ({ cause }) => sink.emit('signedOut', {}, { cause }),
    tellReady: ({ cause }) => sink.emit('becameReady', {}, { cause }),
    tellPaused: ({ reason, cause }) => sink.emit('paused', reason === undefined ? {} : { reason }, { cause }),
    register: () => register(),
    leaveLine: () => deps.leaveLine('signedOut'),
    greet: () => deps.greet(),
  };

  function input(what: PositionInput, why: Why = {}): void {
    const step = positionStep(stage, what);
    stage = step.next;
    for (const effect of step.effects) effects[effect](why);
  }

  const queues = (): readonly QueueOfSite[] => addresses.queuesOf(role);

  function register(): void {
    if (stage === 'signedOut') return deps.register([]);
    const ofRole = wantsQueues(stage) ? queues().map(addresses.aorOf) : [];
    deps.register([addresses.ownAor, ...ofRole]);
  }

  /** The last one there does not leave these queues without being asked; nor does one who may be the last. */
  function guard(left: readonly unknown[]): Problem | undefined {
    if (!wantsQueues(stage) || left.length === 0 || (others !== undefined && others > 0)) return undefined;
    return problemOf(others === 0 ? 'position.lastReady' : 'position.maybeLastReady');
  }

  function refusesRole(wanted: string, who: Operator | undefined): Problem | undefined {
    if (!roles.some((item) => item.id === wanted)) return problemOf('role.unknown', 'input');
    return who && !who.roles.includes(wanted) ? problemOf('role.notAllowed', 'permission') : undefined;
  }

  /** The new queues are registered before the old ones go; calls in progress go on. */
  function moveTo(next: string, cause: string | undefined): void {
    const from = role;
    if (next === from) return;
    role = next;
    deps.leaveLine('role');
    sink.emit('roleChanged', { from }, { cause });
    register();
  }

  return {
    role: () => role,
    operator: () => operator,
    isManned: () => stage !== 'signedOut',
    wantsReady: () => stage !== 'paused',
    holds: (queue) => queues().some((item) => item.id === queue),
    begin({ operator: who, ready }) {
      operator = who;
      stage = deps.hasDirectory && !who ? 'signedOut' : ready ? 'starting' : 'paused';
      if (stage === 'signedOut') effects.tellSignedOut({});
      else tellSignedIn({});
      if (stage === 'paused') effects.tellPaused({});
      register();
    },
    handleReachable: () => input('reachable'),
    ready(cause) {
      if (stage === 'signedOut') return problemOf('position.signedOut');
      input('ready', { cause });
      return undefined;
    },
    pause({ reason, confirmed }, cause) {
      if (stage === 'signedOut') return problemOf('position.signedOut');
      const refused = confirmed ? undefined : guard(queues());
      if (!refused) input('pause', { reason, cause });
      return refused;
    },
    enter(who, next, cause) {
      operator = who;
      if (stage === 'signedOut') role = next;
      input('signIn', { cause });
      moveTo(next, cause);
    },
    signOut({ confirmed }, cause) {
      if (!deps.hasDirectory) return problemOf('position.noDirectory');
      // Whoever is spoken with would be left without anybody.
      if (deps.snapshot().calls.length > 0) return problemOf('position.inCall');
      const refused = confirmed ? undefined : guard(queues());
      if (refused) return refused;
      operator = undefined;
      input('signOut', { cause });
      return undefined;
    },
    refusesRole,
    changeRole({ role: next, confirmed }, cause) {
      if (stage === 'signedOut') return problemOf('position.signedOut');
      const after = addresses.queuesOf(next);
      const left = queues().filter((queue) => !after.includes(queue));
      const refused = refusesRole(next, operator) ?? (confirmed ? undefined : guard(left));
      if (!refused) moveTo(next, cause);
      return refused;
    },
    handleOthersReady(count) {
      if (others === count) return;
      others = count;
      sink.emit('lastReady', { others: count });
    },
  };
}
