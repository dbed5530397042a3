import { callScenarios } from './call-scenarios.ts';
import { deviceScenarios } from './device-scenarios.ts';
import { medlyttScenarios } from './medlytt-scenarios.ts';
import { orderScenarios } from './order-scenarios.ts';
import type { ScenarioName } from './names.ts';

export const scenarios: Record<ScenarioName, () => Promise<unknown>> = {
  ...callScenarios,
  ...deviceScenarios,
  ...medlyttScenarios,
  ...orderScenarios,
};
