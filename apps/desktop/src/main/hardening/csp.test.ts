import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './csp.ts';

const edges = [
  'wss://edge-a.example:8443/ws?x=1',
  'ws://127.0.0.1:5080',
  'wss://edge-a.example:8443',
  'nonsense',
];
const directives = (text: string) =>
  new Map(text.split('; ').map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1)]));

describe('contentSecurityPolicy', () => {
  it('lets the engine reach the edges and nothing else', () => {
    expect(directives(contentSecurityPolicy('engine', edges)).get('connect-src')).toEqual([
      "'self'",
      'wss://edge-a.example:8443',
      'ws://127.0.0.1:5080',
    ]);
  });
  it('lets the console reach nothing', () => {
    expect(directives(contentSecurityPolicy('console', edges)).get('connect-src')).toEqual(["'none'"]);
  });
  it('lets the page that tells of devices have its script and nothing else', () => {
    const found = directives(contentSecurityPolicy('descriptors', edges));
    expect(found.get('script-src')).toEqual(["'self'"]);
    const others = [...found].filter(([name]) => name !== 'script-src');
    expect(others.map(([, values]) => values.join(' '))).toEqual(others.map(() => "'none'"));
  });
  it.each(['engine', 'console', 'callers', 'descriptors'] as const)(
    'has no eval, no inline and no wildcard for %s',
    (host) => {
      const text = contentSecurityPolicy(host, edges);
      expect(text).not.toMatch(/unsafe|\*|https?:/);
      expect(directives(text).get('default-src')).toEqual(["'none'"]);
    },
  );
});
