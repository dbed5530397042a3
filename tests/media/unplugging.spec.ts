import { test } from './fixtures.ts';
import { unpluggingNames, type ScenarioName } from './page/names.ts';

declare const runScenario: (name: ScenarioName) => Promise<unknown>;

test.use({ set: 'unplugging' });

for (const name of unpluggingNames)
  test(name, async ({ bench }) => {
    await bench.evaluate((scenario) => runScenario(scenario), name);
  });
