import { test } from './fixtures.ts';
import { scenarioNames, type ScenarioName } from './page/names.ts';

declare const runScenario: (name: ScenarioName) => Promise<unknown>;

for (const name of scenarioNames)
  test(name, async ({ bench }, info) => {
    const figures = await bench.evaluate((scenario) => runScenario(scenario), name);
    if (figures !== undefined)
      info.annotations.push({ type: 'figures', description: JSON.stringify(figures) });
  });
