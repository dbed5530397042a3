import type { Clock, Disposable, Logger, SipLeg } from '../ports/index.ts';

const retryMs = 2000;

interface Repair {
  busy: boolean;
  again: boolean;
  timer: Disposable | undefined;
}

/** A leg whose sound has lost its way, or whose socket is a new one. */
export interface Patient {
  readonly leg: SipLeg;
  /** The path has been told as lost and not as back. */
  isLost(): boolean;
  /** The path carries packets at this moment. */
  carries(): Promise<boolean>;
}

/**
 * Re-INVITEs, one at a time for each dialog, again for as long as the path is lost. A new socket is told to the exchange
 * by one (RFC 3261 §12.2.1). ICE is restarted only where the path carries nothing: a restart moves the path, and one that is
 * refused cannot be taken back as a whole.
 */
export interface Mender extends Disposable {
  mend(call: string, patient: Patient): void;
  forget(call: string): void;
}

export function createMender(deps: {
  readonly clock: Clock;
  readonly logger: Logger;
  isConnected(edge: string): boolean;
}): Mender {
  const repairs = new Map<string, Repair>();

  async function run(call: string, patient: Patient, repair: Repair): Promise<void> {
    // Over a dead edge nothing can be said: the edge's return calls again.
    if (!deps.isConnected(patient.leg.edge)) return;
    repair.busy = true;
    repair.timer?.dispose();
    try {
      const iceRestart = patient.isLost() || !(await patient.carries());
      if (repairs.get(call) !== repair) return;
      await patient.leg.reinvite({ iceRestart });
    } catch (cause) {
      deps.logger.warn('calls: re-INVITE failed, the call goes on as it was', {
        leg: patient.leg.id,
        why: cause instanceof Error ? cause.message : '',
      });
    }
    repair.busy = false;
    if (repairs.get(call) !== repair) return;
    const { again } = repair;
    repair.again = false;
    if (again) return run(call, patient, repair);
    if (patient.isLost())
      repair.timer = deps.clock.after(retryMs, () => {
        if (patient.isLost()) void run(call, patient, repair);
      });
  }

  function forget(call: string): void {
    repairs.get(call)?.timer?.dispose();
    repairs.delete(call);
  }

  return {
    mend(call, patient) {
      const repair = repairs.get(call) ?? { busy: false, again: false, timer: undefined };
      repairs.set(call, repair);
      if (repair.busy) repair.again = true;
      else void run(call, patient, repair);
    },
    forget,
    dispose() {
      for (const call of repairs.keys()) forget(call);
    },
  };
}
