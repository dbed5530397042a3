import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { root } from '../lib/child.ts';
import { noticesOf, noticesText, readNotice, withoutText } from './notices.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

function folderWith(about: object, files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'samband-notices-'));
  made.push(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(about));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
const about = { name: 'some', version: '1.2.3', license: 'MIT' };

it('reads name, version, licence and all texts, whatever they are called', () => {
  const files = {
    'LICENSE.md': 'the licence\n',
    NOTICE: 'a notice',
    'index.js': '',
    'license-checker.js': '',
  };
  const folder = folderWith(about, { ...files, 'LICENSES.txt': 'no' });
  expect(readNotice(folder).text).toBe('the licence\n\na notice');
  expect(readNotice(folder)).toMatchObject({ name: 'some', version: '1.2.3', licence: 'MIT' });
});

it('refuses a licence that is not on the list, or none', () => {
  const text = { LICENSE: 'text' };
  expect(() => readNotice(folderWith({ ...about, license: 'GPL-3.0' }, text))).toThrow('GPL-3.0');
  expect(() => readNotice(folderWith({ name: 'some', version: '1.2.3' }, text))).toThrow('not said');
});

it('refuses a package without a text, or with an empty one, unless its source is listed for this licence', () => {
  expect(() => readNotice(folderWith(about))).toThrow('some@1.2.3: MIT, but without the text');
  expect(() => readNotice(folderWith(about, { LICENSE: ' \n' }))).toThrow('without the text');
  const sources = { some: { licence: 'MIT', holder: 'Somebody', found: 'its README' } } as const;
  expect(readNotice(folderWith(about), sources).text).toMatch(/^MIT License\n\nCopyright \(c\) Somebody\n/);
  expect(() => readNotice(folderWith({ ...about, license: 'ISC' }), sources)).toThrow('without the text');
});

it('writes one entry a package, by name', () => {
  const entry = { version: '1.0.0', licence: 'MIT', text: 'text' };
  const text = noticesText([
    { ...entry, name: 'b' },
    { ...entry, name: '@a/a' },
  ]);
  expect(text.match(/^(@a\/a|b) 1\.0\.0$/gm)).toEqual(['@a/a 1.0.0', 'b 1.0.0']);
});

it('has the licences of what the console is made of, and lists no source in vain', () => {
  const folders = ['react', 'sip.js', 'zod', ...Object.keys(withoutText)].map(
    (name) => `node_modules/${name}`,
  );
  const text = noticesOf(folders, root);
  expect(text).toContain('Copyright (c) Meta Platforms, Inc. and affiliates');
  for (const name of Object.keys(withoutText)) {
    expect(() => readNotice(join(root, 'node_modules', name), {})).toThrow('without the text');
    expect(text).toContain(`\n${name} `);
  }
  expect(() => noticesOf([], root)).toThrow('none');
});

it('takes no folder for a text', () => {
  const folder = folderWith(about, { LICENSE: 'text' });
  mkdirSync(join(folder, 'notice'));
  expect(readNotice(folder).text).toBe('text');
});
