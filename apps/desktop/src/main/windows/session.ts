import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { session } from 'electron';
import type { Session } from 'electron';
import { vendors } from '@samband/hid';
import type { Report, Site } from '@samband/telephony/contract';
import { scheme } from '../../shared/channels.ts';
import { systemClock } from '../../shared/clock.ts';
import type { Host } from '../../shared/channels.ts';
import { createExpiryWatch, judgeCertificate } from '../hardening/certificates.ts';
import { securityHeaders } from '../hardening/csp.ts';
import { mayUse, mayUseDevice } from '../hardening/permissions.ts';
import { mayRequest } from '../hardening/requests.ts';
import { resolvePath } from '../hardening/resolve-path.ts';

export interface SessionDeps {
  readonly host: Host;
  /** Folder of the built pages; each host has a folder of its name in it. */
  readonly pages: string;
  readonly devTools: boolean;
  edges(): Site['exchange']['edges'];
  report(report: Report): void;
}

/** Serves the app's own pages, and nothing from outside the page's folder. */
function serve(own: Session, { host, pages, edges }: SessionDeps): void {
  // The page that asks for a code was served before the console that it lets in.
  if (own.protocol.isProtocolHandled(scheme)) own.protocol.unhandle(scheme);
  own.protocol.handle(scheme, async (request) => {
    const headers = securityHeaders(
      host,
      edges().map((edge) => edge.url),
    );
    const served = request.method === 'GET' ? resolvePath(request.url, host, join(pages, host)) : undefined;
    if (!served) return new Response('not found', { status: 404, headers });
    try {
      const body = new Uint8Array(await readFile(served.path));
      return new Response(body, { headers: { ...headers, 'content-type': served.type } });
    } catch {
      return new Response('not found', { status: 404, headers });
    }
  });
}

function limitPermissions(own: Session): void {
  own.setPermissionRequestHandler((contents, permission, callback, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    callback(mayUse({ permission, from: details.requestingUrl, mainFrame: details.isMainFrame, media }));
    void contents;
  });
  own.setPermissionCheckHandler((_contents, permission, from, details) =>
    mayUse({
      permission,
      from,
      mainFrame: details.isMainFrame,
      media: details.mediaType === undefined ? [] : [details.mediaType],
    }),
  );
  own.setDevicePermissionHandler(({ deviceType, origin, device }) =>
    mayUseDevice(
      {
        type: deviceType,
        from: origin,
        vendorId: 'vendorId' in device ? Number(device.vendorId) : undefined,
      },
      vendors,
    ),
  );
  own.on('select-hid-device', (event) => event.preventDefault());
  own.on('select-serial-port', (event) => event.preventDefault());
  own.on('select-usb-device', (event) => event.preventDefault());
  own.on('will-download', (event) => event.preventDefault());
}

function pinCertificates(own: Session, { edges, report }: SessionDeps): void {
  const expiry = createExpiryWatch(report);
  own.setCertificateVerifyProc(({ hostname, certificate }, callback) => {
    const { fingerprint, validStart, validExpiry } = certificate;
    const verdict = judgeCertificate(
      { host: hostname, fingerprint, validStart, validExpiry },
      edges(),
      systemClock.wall(),
    );
    for (const edge of verdict.edges)
      if (verdict.accept) expiry.accepted(edge, validExpiry, systemClock.wall());
      else report({ type: 'certificate.refused', payload: { edge, why: verdict.why } });
    callback(verdict.accept ? 0 : -2);
  });
  setInterval(() => expiry.look(systemClock.wall()), 3_600_000).unref();
}

/** A session of its own for each kind of page: nothing is shared between engine and console but the ports. */
export function prepareSession(deps: SessionDeps): Session {
  const own = session.fromPartition(`persist:${deps.host}`, { cache: false });
  own.setSpellCheckerEnabled(false);
  serve(own, deps);
  limitPermissions(own);
  pinCertificates(own, deps);
  own.webRequest.onBeforeRequest(({ url }, callback) => {
    const edges = deps.edges().map((edge) => edge.url);
    callback({ cancel: !mayRequest(deps.host, url, edges, deps.devTools) });
  });
  return own;
}
