import { expect, it } from 'vitest';
import { mayRequest } from './requests.ts';

const edges = ['wss://edge-a.example:8443'];

it('lets each page ask for its own files, and the engine for its edges', () => {
  expect(mayRequest('console', 'app://console/index.html', edges, false)).toBe(true);
  expect(mayRequest('engine', 'wss://edge-a.example:8443/', edges, false)).toBe(true);
  expect(mayRequest('engine', 'blob:app://engine/0d7c', edges, false)).toBe(true);
  expect(mayRequest('callers', 'wss://edge-a.example:8443/outside', edges, false)).toBe(true);
  expect(mayRequest('descriptors', 'app://descriptors/index.html', edges, false)).toBe(true);
  expect(mayRequest('callers', 'app://callers/assets/a.opus', edges, false)).toBe(true);
});

it.each([
  ['console', 'app://engine/index.html'],
  ['console', 'wss://edge-a.example:8443/'],
  ['callers', 'app://engine/index.html'],
  ['callers', 'ws://127.0.0.1:5080/'],
  ['callers', 'blob:app://engine/0d7c'],
  ['descriptors', 'app://engine/index.html'],
  ['descriptors', 'wss://edge-a.example:8443/'],
  ['descriptors', 'blob:app://descriptors/0d7c'],
  ['engine', 'https://edge-a.example:8443/'],
  ['engine', 'wss://edge-a.example:9999/'],
  ['engine', 'file:///etc/passwd'],
  ['engine', 'devtools://devtools/bundled/x.js'],
  ['engine', 'blob:https://evil.example/1'],
  ['console', 'data:text/html,x'],
  ['engine', 'nonsense'],
] as const)('%s may not ask for %s', (host, url) => {
  expect(mayRequest(host, url, edges, false)).toBe(false);
});
