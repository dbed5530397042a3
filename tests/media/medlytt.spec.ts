import { test } from './fixtures.ts';
import { medlyttNames, type ScenarioName } from './page/names.ts';

declare const runScenario: (name: ScenarioName) => Promise<unknown>;

test.use({ set: 'medlytt' });

for (const name of medlyttNames)
  test(name, async ({ bench }) => {
    await bench.evaluate((scenario) => runScenario(scenario), name);
  });
