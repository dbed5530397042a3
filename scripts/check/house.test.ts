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
