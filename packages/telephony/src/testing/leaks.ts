import { poolLimit } from '../queue/index.ts';
import type { Rig } from './rig.ts';

/** What an engine has left open: names, empty when all is well. One peer a call and one an INVITE that rings is none. */
export function leaksOf(rig: Rig): string[] {
  const calls = rig.snapshot().calls.length;
  const open = rig.audio.openPeers().length;
  const legs = rig.sip.flows.flatMap((flow) => flow.incoming);
  const ringing = legs.filter((leg) => leg.state() === 'ringing').length;
  if (open <= calls + Math.min(poolLimit, ringing)) return [];
  return [`${open} peers open for ${calls} calls and ${ringing} INVITEs that ring`];
}

/** Ends the engine and says what it did not release: timers, peers, flows. Use in `afterEach`. */
export function leaksAfterDispose(rig: Rig): string[] {
  const before = leaksOf(rig);
  rig.engine.dispose();
  const left = [...before];
  if (rig.clock.open() > 0) left.push(`${rig.clock.open()} timers`);
  if (rig.audio.openPeers().length > 0) left.push(`${rig.audio.openPeers().length} peers`);
  if (rig.audio.meters() > 0) left.push(`${rig.audio.meters()} meters`);
  for (const flow of rig.sip.flows) {
    if (!flow.disposed()) left.push(`flow ${flow.edge}`);
    const ringing = flow.incoming.filter((leg) => leg.state() === 'ringing').length;
    if (ringing > 0) left.push(`${ringing} legs ringing on ${flow.edge}`);
  }
  return left;
}

/** Ends the engine; throws when something was not released. For `afterEach`. */
export function assertNoLeaks(rig: Rig): void {
  const left = leaksAfterDispose(rig);
  if (left.length > 0) throw new Error(`left open: ${left.join(', ')}`);
}
