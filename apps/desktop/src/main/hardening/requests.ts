import { origin } from '../../shared/channels.ts';
import type { Host } from '../../shared/channels.ts';

/** Second line behind the CSP: may this page ask the network for this URL at all? */
export function mayRequest(host: Host, url: string, edges: readonly string[], devTools: boolean): boolean {
  if (!URL.canParse(url)) return false;
  const asked = new URL(url);
  if (`${asked.protocol}//${asked.host}` === origin(host)) return true;
  if (devTools && asked.protocol === 'devtools:') return true;
  if (host === 'console' || host === 'descriptors') return false;
  // Sounds and worklets that the page's own code makes; they carry the page's origin.
  if (asked.protocol === 'blob:' && url.startsWith(`blob:${origin(host)}/`)) return true;
  return edges.some(
    (edge) =>
      URL.canParse(edge) && new URL(edge).host === asked.host && new URL(edge).protocol === asked.protocol,
  );
}
