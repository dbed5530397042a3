import type {
  Call,
  EngineConfig,
  EngineState,
  Operator,
  SavedDialog,
  Site,
  Snapshot,
  Unanswered,
} from '../contract/index.ts';

/** A call older than this is nobody's any more when the PC comes back. */
const oldestCallMs = 12 * 3_600_000;

interface Now {
  readonly wall: number;
  readonly mono: number;
}

/** What must survive this engine. `home` is the role that the PC is set up with. */
export function engineStateOf(
  snapshot: Snapshot,
  { ready, home }: { readonly ready: boolean; readonly home: string },
  dialogs: ReadonlyMap<string, SavedDialog>,
  now: Now,
): EngineState {
  const { number, role, operator } = snapshot.position;
  return {
    schema: 1,
    position: number,
    role,
    home,
    ready,
    ...(operator ? { operator: operator.id } : {}),
    at: now.wall,
    mono: now.mono,
    calls: snapshot.calls.flatMap((call) => {
      const dialog = dialogs.get(call.call);
      return dialog ? [{ call, dialog }] : [];
    }),
    unanswered: [...snapshot.unanswered],
    devices: Object.fromEntries(
      Object.entries(snapshot.uses).flatMap(([use, device]) =>
        device ? [[use, { id: device.id, label: device.label }]] : [],
      ),
    ),
    medlytt: secondOf(snapshot),
  };
}

/** Its own mute does not outlive the engine: who listens in begins by listening. */
function secondOf({ medlytt: { mute, headset } }: Snapshot): NonNullable<EngineState['medlytt']> {
  return { mute, ...(headset === undefined ? {} : { headset }) };
}

export interface Carried {
  readonly calls: readonly { call: Call; dialog: SavedDialog }[];
  readonly unanswered: readonly Unanswered[];
  readonly ready: boolean;
  readonly devices: EngineState['devices'];
  readonly medlytt: EngineState['medlytt'];
  readonly role: string;
  /** Who is still signed in. */
  readonly operator: Operator | undefined;
}

const nobodyHeard = { heard: false, beingHeard: false };

/** The role that goes on: what the operator changed it to, unless the PC was set up anew meanwhile. */
function roleOf(
  { state, role }: EngineConfig,
  operator: Operator | undefined,
  roles: Site['roles'],
): string | undefined {
  const isSetUpAnew = state?.home !== undefined && state.home !== role;
  const wishes = isSetUpAnew ? [role, state.role] : [state?.role ?? role, role];
  return [...wishes, ...(operator?.roles ?? [])].find(
    (wish) => roles.some((item) => item.id === wish) && (!operator || operator.roles.includes(wish)),
  );
}

/** A call's times on this engine's monotonic clock: as long ago as they were on the earlier one's. */
function moved(call: Call, ms: number): Call {
  const { upSinceMono, heldSinceMono } = call;
  return {
    ...call,
    sinceMono: call.sinceMono + ms,
    ...(upSinceMono === undefined ? {} : { upSinceMono: upSinceMono + ms }),
    ...(heldSinceMono === undefined ? {} : { heldSinceMono: heldSinceMono + ms }),
  };
}

/** What an earlier engine left for this one. Another position's state is not ours, its devices are. */
export function carriedFrom(config: EngineConfig, roles: Site['roles'], now: Now): Carried {
  const { state, position, operators } = config;
  const kept = { devices: state?.devices ?? {}, medlytt: state?.medlytt };
  const nobody = { calls: [], unanswered: [], ready: true, ...kept, role: config.role, operator: undefined };
  if (!state || state.position !== position) return nobody;
  const operator = operators?.find((item) => item.id === state.operator);
  const role = roleOf(config, operator, roles);
  // Main has counted it. Only over its own restart is the wall clock all there is.
  const age = config.stateAge ?? Math.max(0, now.wall - state.at);
  const calls = age > oldestCallMs ? [] : state.calls;
  const origin = now.mono - age - state.mono;
  return {
    // Whether a call is silent is found out anew.
    calls: calls.map(({ call, dialog }) => ({
      call: { ...moved(call, origin), silent: nobodyHeard },
      dialog,
    })),
    unanswered: state.unanswered,
    ready: state.ready,
    ...kept,
    role: role ?? roleOf(config, undefined, roles) ?? config.role,
    // One who may take no role of this site any more is not at the position.
    operator: role === undefined ? undefined : operator,
  };
}
