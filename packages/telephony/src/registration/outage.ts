/** Whether calls can reach this position at all. */
export interface Outage {
  /** An edge was lost, and `anyLeft` says whether another one stands. True when the outage begins now. */
  handleLost(anyLeft: boolean, wall: number): boolean;
  /** An edge is connected and registered again. The outage that ends with it, if there was one. */
  handleUp(wall: number): { from: number; to: number } | undefined;
  since(): number | undefined;
}

export function createOutage(): Outage {
  let since: number | undefined;
  return {
    handleLost(anyLeft, wall) {
      if (anyLeft || since !== undefined) return false;
      since = wall;
      return true;
    },
    handleUp(wall) {
      if (since === undefined) return undefined;
      const ended = { from: since, to: wall };
      since = undefined;
      return ended;
    },
    since: () => since,
  };
}
