import { expect, it } from 'vitest';
import { inspect } from './house.ts';

// Put together here, so that the check does not find it in this file.
const disable = ['oxlint', 'disable-next-line no-empty'].join('-');

it('counts lines as an editor does', () => {
  const lines = (count: number) => 'x\n'.repeat(count);
  expect(inspect([{ path: 'a.css', text: lines(500) }]).complaints).toEqual([]);
  expect(inspect([{ path: 'a.css', text: lines(501) }]).complaints).toEqual([
    'a.css: 501 lines; 500 at most',
  ]);
});

it('wants a reason for a rule that is switched off', () => {
  expect(inspect([{ path: 'a.css', text: `// ${disable} -- the file may be gone` }]).complaints).toEqual([]);
  expect(inspect([{ path: 'a.css', text: `x\n// ${disable}` }]).complaints).toEqual([
    'a.css:2: a lint rule is switched off without a reason ("-- why")',
  ]);
});

it('reports files without a test beside them, and does not break for it', () => {
  const files = [
    'a/one.ts',
    'a/one.test.ts',
    'a/two.ts',
    'a/View.tsx',
    'a/View.test.tsx',
    'a/index.ts',
    'tests/x.ts',
  ];
  const report = inspect(files.map((path) => ({ path, text: '' })));
  expect(report).toEqual({ complaints: [], notes: ['no test beside: a/two.ts'] });
});

it('lets only the clocks read the time of the machine', () => {
  const text =
    'a(Date.now());\nb(new Date( ));\nc(performance.timeOrigin);\nnew Date(ms);\nDate.parse(text);\n';
  const complaints = (path: string) => inspect([{ path, text }]).complaints;
  expect(complaints('packages/ui/src/state/commands.ts').map((line) => line.split(':')[1])).toEqual([
    '1',
    '2',
    '3',
  ]);
  expect(complaints('apps/desktop/src/main/position.ts')[0]).toContain('reads the wall clock');
  for (const path of [
    'packages/ui/src/time/ticker.ts',
    'packages/ui/src/app/App.stories.tsx',
    'packages/ui/src/testing/centre.ts',
    'tests/e2e/x.spec.ts',
    'scripts/test.ts',
  ])
    expect(complaints(path)).toEqual([]);
});
