import { expect, it } from 'vitest';
import { resolvePath } from './resolve-path.ts';

const at = (url: string) => resolvePath(url, 'console', '/out/console')?.path;

it('serves plain files of its own folder', () => {
  expect(at('app://console/')).toBe('/out/console/index.html');
  expect(at('app://console/assets/index-D3_x.js?v=1#top')).toBe('/out/console/assets/index-D3_x.js');
});

it.each([
  'app://engine/index.html',
  'app://console/../main/index.js',
  'app://console/%2e%2e/main/index.js',
  'app://console/..%2fmain%2findex.js',
  'app://console/assets/..\\..\\main.js',
  'app://console/.hidden.js',
  'app://console//etc/passwd.js',
  'app://console/etc/passwd',
  'app://console/a%00.js',
  'app://console/main.js.map',
  'nonsense',
])('does not serve %s outside of it', (url) => {
  const path = at(url);
  expect(path === undefined || path.startsWith('/out/console/')).toBe(true);
  expect(path ?? '').not.toContain('..');
});
