import { test as base } from '@playwright/test';
import { launchPosition } from '../../support/electron.ts';
import type { Position } from '../../support/electron.ts';
import { writeSite } from './site.ts';

export { expect } from '@playwright/test';

/** Of the console in these tests; looked for where it must not be. */
export const secret = 'hemmelig-ord-som-ingen-ser';

/** One console for all tests of a file that do not break it. */
export const test = base.extend<object, { position: Position }>({
  position: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const position = await launchPosition({ site: await writeSite(), position: 1, secret });
      await position.waitForEvent('engine.started');
      await position.waitForEvent('screen.attached');
      await use(position);
      await position.close();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});
