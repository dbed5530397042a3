import { expect, it } from 'vitest';
import { packageOf } from './bundled.ts';

const root = '/checkout/';

it.each([
  ['/checkout/node_modules/react/cjs/react.production.js', 'node_modules/react'],
  ['/checkout/node_modules/@formatjs/intl/index.js?commonjs', 'node_modules/@formatjs/intl'],
  ['\0/checkout/node_modules/zod/v4/index.js?commonjs-proxy', 'node_modules/zod'],
  ['/checkout/node_modules/a/node_modules/@b/c/x.js', 'node_modules/a/node_modules/@b/c'],
  ['\0rolldown/runtime.js', 'node_modules/rolldown'],
  ['\0vite/preload-helper.js', 'node_modules/vite'],
  ['/checkout/packages/ui/src/mount.tsx', undefined],
  ['/elsewhere/node_modules/react/index.js', undefined],
  ['\0something-virtual', undefined],
])('%s comes from %s', (id, folder) => {
  expect(packageOf(id, root)).toBe(folder);
});
