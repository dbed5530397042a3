import { existsSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openProfile } from './folder.ts';

const place = () => mkdtempSync(join(tmpdir(), 'profile-'));

it('makes the folder that is wanted, for its user only, and leaves nothing in it', () => {
  const wanted = join(place(), 'Samband', 'position-1');
  const opened = openProfile(wanted);
  expect([opened.folder, opened.problem]).toEqual([wanted, undefined]);
  expect(statSync(wanted).mode & 0o777).toBe(0o700);
  expect(readdirSync(wanted)).toEqual([]);
  opened.dispose();
  expect(existsSync(wanted)).toBe(true);
});

it('has a temporary one where it is a file, and takes it away again', () => {
  const wanted = join(place(), 'file');
  writeFileSync(wanted, '');
  const opened = openProfile(wanted);
  expect(opened.problem).toEqual({ folder: wanted, code: 'EEXIST' });
  expect(statSync(opened.folder).mode & 0o777).toBe(0o700);
  opened.dispose();
  expect(existsSync(opened.folder)).toBe(false);
});

it.each(['EROFS', 'EACCES', 'EPERM', 'ENOSPC'])('has a temporary one on %s', (code) => {
  const wanted = place();
  const opened = openProfile(wanted, () => {
    throw Object.assign(new Error(code), { code });
  });
  expect(opened.problem).toEqual({ folder: wanted, code });
  expect(opened.folder).not.toBe(wanted);
  opened.dispose();
});
