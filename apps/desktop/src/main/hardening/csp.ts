import type { Host } from '../../shared/channels.ts';

/** `connect-src` wants origins: the path and query of an edge's URL do not count. */
function origins(urls: readonly string[]): string[] {
  return [
    ...new Set(
      urls.filter((url) => URL.canParse(url)).map((url) => `${new URL(url).protocol}//${new URL(url).host}`),
    ),
  ];
}

/**
 * Content-Security-Policy of a page (CSP3). Nothing is allowed that is not named: no inline script or style,
 * no eval, no frames, no workers from elsewhere, no remote content. Only the engine connects, to the edges alone; and
 * the simulated parties, to the exchange of this machine. The page that tells of devices has a script and nothing else.
 */
export function contentSecurityPolicy(host: Host, edges: readonly string[]): string {
  const common = [
    "default-src 'none'",
    "script-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ];
  const calling = [
    `connect-src ${["'self'", ...origins(edges)].join(' ')}`,
    "media-src 'self'",
    "worker-src 'self'",
  ];
  const alone = ["connect-src 'none'", "worker-src 'none'"];
  const own: Readonly<Record<Host, readonly string[]>> = {
    engine: calling,
    callers: calling,
    console: ["style-src 'self'", "font-src 'self'", "img-src 'self' data:", ...alone],
    descriptors: alone,
  };
  return [...common, ...own[host]].join('; ');
}

/** Headers of every answer of the app's own protocol. */
export function securityHeaders(host: Host, edges: readonly string[]): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(host, edges),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
