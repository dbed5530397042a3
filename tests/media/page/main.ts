import { scenarios } from './scenarios.ts';
import type { ScenarioName } from './names.ts';

// Run by the runner: one page, one scenario.
Object.assign(globalThis, { runScenario: (name: ScenarioName) => scenarios[name]() });
