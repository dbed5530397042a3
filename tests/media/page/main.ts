import { Told } from './lab.ts';
import { scenarios } from './scenarios.ts';
import type { ScenarioName } from './names.ts';

// Run by the runner: one page, one scenario.
Object.assign(globalThis, {
  runScenario: (name: ScenarioName) => scenarios[name](),
  // For the report of a run that failed.
  whatWasTold: () =>
    Told.every.map((told) => told.all.map((happened) => JSON.stringify(happened)).join('\n')).join('\n--\n'),
});
