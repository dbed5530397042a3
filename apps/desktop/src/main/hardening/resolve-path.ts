import { extname, join } from 'node:path';

/** The few kinds of file that a build holds; anything else is not served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.opus': 'audio/ogg',
  '.wasm': 'application/wasm',
};

export interface Served {
  readonly path: string;
  readonly type: string;
}

/** One or more plain segments: no dots in front, no encodings, no backslashes. There is no way to say "up". */
const plain = /^\/(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/;

/** The file behind a URL of the app's protocol, or undefined for anything but a plain path under `root`. */
export function resolvePath(url: string, host: string, root: string): Served | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  if (parsed.host !== host) return undefined;
  const path = parsed.pathname === '/' ? '/index.html' : parsed.pathname;
  const type = types[extname(path)];
  if (!type || !plain.test(path) || path.includes('..')) return undefined;
  return { path: join(root, path), type };
}
