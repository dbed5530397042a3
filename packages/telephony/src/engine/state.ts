import type {
  Call,
  EngineConfig,
  EngineState,
  SavedDialog,
  Snapshot,
  Unanswered,
} from '../contract/index.ts';

/** A call older than this is nobody's any more when the PC comes back. */
const oldestCallMs = 12 * 3_600_000;

/** What must survive this engine. */
export function engineStateOf(
  snapshot: Snapshot,
  ready: boolean,
  dialogs: ReadonlyMap<string, SavedDialog>,
  wall: number,
): EngineState {
  const { number, role } = snapshot.position;
  return {
    schema: 1,
    position: number,
    role,
    ready,
    at: wall,
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
  };
}

export interface Carried {
  readonly calls: readonly { call: Call; dialog: SavedDialog }[];
  readonly unanswered: readonly Unanswered[];
  readonly ready: boolean;
  readonly devices: EngineState['devices'];
}

/** What an earlier engine left for this one. Another position's or role's state is not ours, its devices are. */
export function carriedFrom({ state, position, role }: EngineConfig, wall: number): Carried {
  const nothing: Carried = { calls: [], unanswered: [], ready: true, devices: state?.devices ?? {} };
  if (!state || state.position !== position || state.role !== role) return nothing;
  return {
    calls: wall - state.at > oldestCallMs ? [] : state.calls,
    unanswered: state.unanswered,
    ready: state.ready,
    devices: state.devices,
  };
}
