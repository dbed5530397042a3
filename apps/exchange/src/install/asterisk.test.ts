import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cacheFolders, findAsterisk } from './asterisk.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-asterisk-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function unpacked(version: string): string {
  const root = join(folder, `asterisk-${version}`);
  const modules = join(root, 'usr/lib/x86_64-linux-gnu/asterisk/modules');
  for (const path of [modules, join(root, 'usr/sbin'), join(root, 'usr/lib64')])
    mkdirSync(path, { recursive: true });
  writeFileSync(join(modules, 'app_dial.so'), '');
  writeFileSync(join(root, 'usr/sbin/asterisk'), '');
  writeFileSync(join(root, 'usr/lib64/ld-linux-x86-64.so.2'), '');
  return root;
}

describe('findAsterisk', () => {
  it('finds nothing in folders that do not exist or hold a half-made one', () => {
    mkdirSync(join(folder, 'asterisk-22.10.1'));
    mkdirSync(join(folder, 'asterisk.partial'));
    expect(findAsterisk([join(folder, 'none'), folder])).toBeUndefined();
  });

  it('takes the newest version, by number', () => {
    unpacked('16.28.0');
    unpacked('22.9.0');
    const newest = unpacked('22.10.1');
    expect(findAsterisk([folder])).toMatchObject({
      version: '22.10.1',
      root: newest,
      modules: ['app_dial.so'],
    });
  });

  it('runs the program with its own loader and libraries', () => {
    const root = unpacked('22.10.1');
    const [loader, , search, program] = findAsterisk([folder])?.command ?? [];
    expect(loader).toBe(join(root, 'usr/lib64/ld-linux-x86-64.so.2'));
    expect(search?.split(':')[0]).toBe(join(root, 'usr/lib/x86_64-linux-gnu'));
    expect(program).toBe(join(root, 'usr/sbin/asterisk'));
  });
});

describe('cacheFolders', () => {
  it('prefers the machine’s cache for root and the user’s for others', () => {
    const env = { XDG_CACHE_HOME: '/home/x/.cache' };
    expect(cacheFolders(env, true)[0]).toBe('/var/cache/samband');
    expect(cacheFolders(env, false)).toEqual(['/home/x/.cache/samband', '/var/cache/samband']);
  });
});
