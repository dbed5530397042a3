import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bin, root, runChild } from '../lib/child.ts';

const telephony = 'packages/telephony/src';
/** File, what it says, and the rules it breaks. */
const tree: readonly (readonly [path: string, text: string, rules: readonly string[]])[] = [
  [`${telephony}/contract/index.ts`, `import 'zod';`, []],
  [`${telephony}/contract/a.ts`, `import 'node:fs';`, ['room-contract']],
  [
    `${telephony}/ports/index.ts`,
    `import type { Q } from '../queue/index.ts'; export type P = Q;`,
    ['room-ports'],
  ],
  [`${telephony}/queue/index.ts`, `import '../contract/index.ts'; import '../calls/index.ts';`, []],
  [`${telephony}/queue/a.ts`, `import '../calls/inside.ts';`, ['room-queue']],
  [`${telephony}/queue/b.ts`, `import 'sip.js';`, ['room-queue', 'sip-js-behind-its-port']],
  [`${telephony}/queue/c.ts`, `import './a.test.ts';`, ['tests-only']],
  [`${telephony}/queue/a.test.ts`, `import 'sip.js'; import '../testing/index.ts';`, []],
  [`${telephony}/queue/d.ts`, `import 'a-package-that-is-not-there';`, ['room-queue', 'unresolved']],
  [`${telephony}/queue/e.ts`, `import type { F } from './f.ts'; export type E = F;`, ['no-cycle']],
  // A cycle is told once, at one of its files.
  [`${telephony}/queue/f.ts`, `import type { E } from './e.ts'; export type F = E;`, []],
  [`${telephony}/calls/index.ts`, `export {};`, []],
  [`${telephony}/calls/inside.ts`, `import '../sip/index.ts';`, ['room-calls']],
  [`${telephony}/sip/index.ts`, `import 'sip.js';`, []],
  [`${telephony}/sip/a.ts`, `import '../queue/index.ts';`, ['room-sip']],
  [`${telephony}/engine/index.ts`, `import '../sip/index.ts'; import '../queue/index.ts';`, []],
  [`${telephony}/testing/index.ts`, `export {};`, []],
  [`${telephony}/fax/index.ts`, `import '../contract/index.ts';`, ['no-room']],
  ['packages/ui/src/index.ts', `import 'react'; import '../../telephony/src/contract/index.ts';`, []],
  ['packages/ui/src/a.ts', `import 'electron';`, ['room-ui']],
  ['packages/ui/src/b.ts', `import 'node:path';`, ['room-ui']],
  ['packages/ui/src/a.stories.tsx', `import '../../telephony/src/testing/index.ts';`, []],
  ['packages/ui/src/c.ts', `import './a.stories.tsx';`, ['tests-only']],
  ['apps/desktop/src/main/index.ts', `import 'electron'; import 'node:fs/promises';`, []],
  ['apps/desktop/src/main/a.ts', `import '../console/index.ts';`, ['room-desktop-main']],
  ['apps/desktop/src/console/index.ts', `import '../../../../packages/ui/src/index.ts';`, []],
  ['apps/desktop/src/console/a.ts', `import 'electron';`, ['room-desktop-console']],
  ['tests/e2e/a.spec.ts', `import 'sip.js'; import '../../${telephony}/testing/index.ts';`, []],
];

interface Cruised {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const dependencies = { electron: '*', react: '*', 'sip.js': '*', zod: '*' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies }));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  symlinkSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('finds what breaks the table, and nothing else', async () => {
  const end = await runChild({
    command: bin('depcruise'),
    args: [
      'packages',
      'apps',
      'tests',
      '--config',
      join(root, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
    ],
    cwd: folder,
    timeoutMs: 60_000,
    output: 'keep',
  });
  const { violations } = (JSON.parse(end.output) as Cruised).summary;
  const found = tree.map(([path]) => [
    path,
    [...new Set(violations.filter(({ from }) => from === path).map(({ rule }) => rule.name))].sort(),
  ]);
  const expected = tree.map(([path, , rules]) => [path, [...rules].sort()]);
  expect(found).toEqual(expected);
}, 60_000);
