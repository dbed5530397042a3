/** Whether calls can reach this position at all. */
export interface Outage {
  /** An edge was lost, and `anyLeft` says whether another one stands. True when the outage begins now. */
  handleLost(anyLeft: boolean, mono: number): boolean;
  /** An edge is connected and registered again. How long (ms) the outage lasted that ends with it, if there was one. */
  handleUp(mono: number): number | undefined;
  since(): number | undefined;
}

export function createOutage(): Outage {
  let since: number | undefined;
  return {
    handleLost(anyLeft, mono) {
      if (anyLeft || since !== undefined) return false;
      since = mono;
      return true;
    },
    handleUp(mono) {
      if (since === undefined) return undefined;
      const lastedMs = mono - since;
      since = undefined;
      return lastedMs;
    },
    since: () => since,
  };
}
