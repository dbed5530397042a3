/** Every scenario, by what it proves. */
export const scenarioNames = [
  'both hear each other, each by its own tone',
] as const;
export type ScenarioName = (typeof scenarioNames)[number];
