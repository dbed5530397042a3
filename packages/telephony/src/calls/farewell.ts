import type { Logger, SipLeg } from '../ports/index.ts';

/** Goodbyes. One that cannot be sent, because its edge is gone, is sent when the edge is back. */
export interface Farewell {
  terminate(leg: SipLeg): void;
  handleEdgeUp(edge: string): void;
  owed(): number;
}

export function createFarewell(deps: {
  isConnected(edge: string): boolean;
  readonly logger: Logger;
}): Farewell {
  let owed: SipLeg[] = [];
  const send = (leg: SipLeg) =>
    void leg.terminate().catch((cause: unknown) => {
      deps.logger.warn('calls: goodbye failed', {
        leg: leg.id,
        why: cause instanceof Error ? cause.message : '',
      });
    });
  return {
    terminate(leg) {
      if (deps.isConnected(leg.edge)) send(leg);
      else owed = [...owed, leg];
    },
    handleEdgeUp(edge) {
      const due = owed.filter((leg) => leg.edge === edge);
      owed = owed.filter((leg) => leg.edge !== edge);
      for (const leg of due) send(leg);
    },
    owed: () => owed.length,
  };
}
