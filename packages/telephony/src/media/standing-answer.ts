import { sectionsOf } from './sdp.ts';

/** What `RTCPeerConnection` says of its current descriptions. */
interface Description {
  readonly type: RTCSdpType;
  readonly sdp: string;
}

const opposite: Readonly<Record<string, string>> = { active: 'passive', passive: 'active' };

const refused = (section: string): boolean => /^m=\S+ 0[ /]/.test(section);

/** The DTLS role that is left for the peer by our own description (RFC 8842 §5). */
const roleBeside = (own: string): string => opposite[/^a=setup:(\S+)/m.exec(own)?.[1] ?? ''] ?? 'passive';

/**
 * The peer's standing description as an answer to an offer of ours that changes nothing. If it was an answer, it is
 * that. If it was an offer, it takes the DTLS role that our own answer left for it, and what we refused stays refused
 * (RFC 3264 §6). Its codecs stay as they are: Chromium sends the first one that the peer names.
 */
export function standingAnswer(remote: Description, local: Description): string {
  if (remote.type === 'answer') return remote.sdp;
  const own = sectionsOf(local.sdp).media;
  const { session, media } = sectionsOf(remote.sdp);
  const sections = media.map((section, at) => {
    const ours = own[at];
    if (ours === undefined || refused(ours)) return section.replace(/^(m=\S+) \S+/, '$1 0');
    return section.replace(/^a=setup:actpass/m, `a=setup:${roleBeside(ours)}`);
  });
  const gone = sections.filter(refused).map((section) => /^a=mid:(\S+)/m.exec(section)?.[1]);
  const bundled = session.replace(/^a=group:BUNDLE .*$/m, (group) =>
    group
      .split(' ')
      .filter((mid) => !gone.includes(mid))
      .join(' '),
  );
  // A session-level role (RFC 4145 §4) is an answer's, too.
  const accepted = own.find((ours) => !refused(ours)) ?? '';
  return bundled.replace(/^a=setup:actpass/m, `a=setup:${roleBeside(accepted)}`) + sections.join('');
}
