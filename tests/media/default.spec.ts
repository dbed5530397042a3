import { test } from './fixtures.ts';
import { defaultNames, type ScenarioName } from './page/names.ts';

declare const runScenario: (name: ScenarioName) => Promise<unknown>;

test.use({ set: 'default' });

for (const name of defaultNames)
  test(name, async ({ bench }) => {
    await bench.evaluate((scenario) => runScenario(scenario), name);
  });
