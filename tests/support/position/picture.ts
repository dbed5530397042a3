import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../../scripts/lib/child.ts';

/** What an operator sees of a fault, for people to look at: `test-results/faults/<name>.png`. */
export async function picture(window: Page, name: string): Promise<void> {
  // Flashing would make each picture another one.
  const path = join(root, 'test-results', 'faults', `${name}.png`);
  await window.screenshot({ path, scale: 'css', animations: 'disabled' });
}
