import type { Rig } from './rig.ts';

/** What an engine has left open: names, empty when all is well. Peers and legs of calls that stand are not leaks. */
export function leaksOf(rig: Rig): string[] {
  const { calls, waiting } = rig.snapshot();
  const open = rig.audio.openPeers().length;
  const mayBeOpen = calls.length + Math.min(3, waiting.filter((row) => !row.withdrawn).length);
  const leaks: string[] = [];
  if (open > mayBeOpen)
    leaks.push(`${open} peers open for ${calls.length} calls and ${waiting.length} waiting`);
  return leaks;
}

/** Ends the engine and says what it did not release: timers, peers, flows. Use in `afterEach`. */
export function leaksAfterDispose(rig: Rig): string[] {
  const before = leaksOf(rig);
  rig.engine.dispose();
  const left = [...before];
  if (rig.clock.open() > 0) left.push(`${rig.clock.open()} timers`);
  if (rig.audio.openPeers().length > 0) left.push(`${rig.audio.openPeers().length} peers`);
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
