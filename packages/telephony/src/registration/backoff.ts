const steps = [500, 1000, 2000, 5000] as const;

/**
 * Wait before try number `attempt` (1 = the first retry), ms: 0.5, 1, 2, then 5 s for ever, ±20 % so that a whole
 * centre does not come back in the same instant. `random` in [0, 1).
 */
export function backoffMs(attempt: number, random: number): number {
  const step = steps[Math.min(Math.max(attempt, 1), steps.length) - 1] ?? 5000;
  return Math.round(step * (0.8 + 0.4 * random));
}
