import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Files of a page by path, ready to be served. */
export type Bundle = ReadonlyMap<string, { readonly body: string | Buffer; readonly contentType: string }>;

const made = new Map<string, Promise<Bundle>>();

/** Bundles one page of the tests with the real packages; once per process. */
export function bundle(entry: URL): Promise<Bundle> {
  const known = made.get(entry.href);
  if (known) return known;
  const making = make(fileURLToPath(entry));
  made.set(entry.href, making);
  return making;
}

async function make(entry: string): Promise<Bundle> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    base: '/',
    build: {
      write: false,
      minify: false,
      target: 'chrome130',
      modulePreload: false,
      rolldownOptions: { input: { page: entry }, output: { entryFileNames: 'page.js' } },
    },
  });
  if (!('output' in result)) throw new Error('vite gave no single output');
  const files = new Map<string, { body: string | Buffer; contentType: string }>();
  files.set('/', {
    body: '<!doctype html><html lang="nb"><meta charset="utf-8"><title>Plass</title><script type="module" src="/page.js"></script></html>',
    contentType: 'text/html; charset=utf-8',
  });
  for (const file of result.output) {
    const body =
      file.type === 'chunk'
        ? file.code
        : typeof file.source === 'string'
          ? file.source
          : Buffer.from(file.source);
    files.set(`/${file.fileName}`, { body, contentType: 'text/javascript; charset=utf-8' });
  }
  return files;
}

export interface Served {
  readonly port: number;
  close(): void;
}

/** Serves a bundle on every address of this machine, so that a position in a network of its own gets it, too. */
export async function serve(files: Bundle): Promise<Served> {
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    response.writeHead(file ? 200 : 404, file ? { 'content-type': file.contentType } : {});
    response.end(file?.body);
  });
  server.listen(0, '0.0.0.0');
  await once(server, 'listening');
  server.unref();
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
