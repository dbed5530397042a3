import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const folder = path.join(import.meta.dirname, '../../packages/ui/src/components');

/** Components that are seen in the stories of another one, or not at all. */
const elsewhere: Readonly<Record<string, string>> = {
  Announcer: 'heard, not seen',
  CallLogRow: 'rows of the call log',
  DeviceLamps: 'devices panel: the lamps of each device',
  MedlyttChip: 'sound bar: who listens in',
  MedlyttHeadset: 'medlytt: whose buttons and lamps',
  SidePanel: 'reach zone: the panels in it',
  SignInForm: 'sign-in page, and the hand-over in the position panel',
};

it('every component has its states told as stories', () => {
  const files = readdirSync(folder);
  const named = (end: string): string[] =>
    files.flatMap((file) => (file.endsWith(end) ? [file.slice(0, -end.length)] : []));
  const stories = new Set(named('.stories.tsx'));
  const components = named('.tsx').filter((name) => !name.includes('.'));
  expect(components.filter((name) => !stories.has(name)).sort()).toEqual(Object.keys(elsewhere));
});

it('all pictures together are small enough for every checkout', () => {
  const pictures = path.join(import.meta.dirname, 'pictures');
  const bytes = readdirSync(pictures).reduce(
    (sum, file) => sum + statSync(path.join(pictures, file)).size,
    0,
  );
  expect(bytes).toBeLessThan(6 * 1024 * 1024);
});
