import { expect, it } from 'vitest';
import { isAllowed, licenceComplaints } from './licences.ts';

it.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['MIT AND GPL-3.0-only', false],
  ['(MIT AND BSD-3-Clause) OR GPL-2.0', true],
  ['(MIT OR GPL-2.0) AND (LGPL-3.0 OR GPL-2.0)', false],
  ['AGPL-3.0-only', false],
  ['SEE LICENSE IN LICENSE', false],
  ['', false],
])('%s: %s', (expression, expected) => {
  expect(isAllowed(expression)).toBe(expected);
});

it('names each package that is not allowed or says nothing, and skips our own', () => {
  const lock = {
    '': { version: '0.1.0' },
    'packages/ui': { version: '0.1.0' },
    'node_modules/@samband/ui': { link: true },
    'node_modules/fine': { version: '1.0.0', license: 'MIT' },
    'node_modules/copyleft': { version: '2.0.0', license: 'AGPL-3.0-only' },
    'node_modules/a/node_modules/@scope/silent': { version: '3.0.0' },
    'node_modules/old': { version: '4.0.0', license: [{ type: 'MIT' }] },
    'node_modules/looked-up': { version: '5.0.0' },
  };
  const installed = (path: string) => (path.endsWith('looked-up') ? { type: 'ISC' } : undefined);
  expect(licenceComplaints(lock, installed)).toEqual([
    'copyleft@2.0.0: AGPL-3.0-only',
    '@scope/silent@3.0.0: says no licence',
  ]);
});
