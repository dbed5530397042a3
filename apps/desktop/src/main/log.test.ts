import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLog, withoutPersons } from './log.ts';

it('takes numbers and addresses out of what it did not write', () => {
  expect(withoutPersons('refused sip:+4799887766@nordvik.example;tag=1 from +47 99 88 77 66, 12 ms')).toBe(
    'refused <address>;tag=1 from <number>, 12 ms',
  );
});

it('writes lines with facts into the profile', () => {
  const profile = mkdtempSync(join(tmpdir(), 'log-'));
  openLog(profile).info('engine started', { epoch: 3 });
  expect(readFileSync(join(profile, 'logs', 'samband.log'), 'utf8')).toMatch(
    /\[info\] +engine started {"epoch":3}/,
  );
});
