import { createServer } from 'node:http';
import { bundle } from '../support/position/bundle.ts';

// As the app's own pages have it: worklets and clips must load as files of the page's origin.
const policyOf = (media: string): string =>
  `default-src 'none'; script-src 'self'; connect-src 'self'; media-src ${media}`;

/** Serves a test page by its script; loopback is a secure context, which microphones need. */
export async function servePage(
  script: URL,
  media = "'self' blob: mediastream:",
): Promise<{ url: string; close(): void }> {
  const files = await bundle(script);
  const policy = policyOf(media);
  const server = createServer((request, response) => {
    const file = files.get((request.url ?? '/').split('?')[0] ?? '/');
    response.writeHead(file ? 200 : 404, {
      'content-type': file?.contentType ?? 'text/plain',
      'content-security-policy': policy,
    });
    response.end(file?.body);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}
