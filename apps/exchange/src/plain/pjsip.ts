import { media, telephone, trunkTransports } from '../generate/telephone.ts';
import type { PlainPlan } from './plan.ts';

/** Endpoint that calls to positions go through; a position's own endpoint is for what the position sends. */
export const towardPositions = { narrow: 'positions', wide: 'positions-wide' } as const;

/**
 * Channel driver configuration. The trunk is known by its address, a position by what it signs in with
 * (`auth_username`): it registers its own address and those of the queues, under any From.
 */
export function plainPjsip(plan: PlainPlan, ha1: ReadonlyMap<string, string>): string {
  const { config, ports } = plan;
  const queues = config.queues.map(({ id }) => id);
  return `[global]
type=global
user_agent=Samband
endpoint_identifier_order=ip,auth_username
default_realm=${config.domain}
keep_alive_interval=0
${trunkTransports(config.listen, ports.trunk)}
; the web server's sockets are this transport
[websocket]
type=transport
protocol=wss
bind=0.0.0.0

; callers, and calls to outside numbers
[trunk]
type=endpoint
context=from-trunk
transport=trunk-udp-0
${telephone}
${media(config.listen)}
send_pai=no
trust_id_outbound=yes
from_domain=${config.domain}
[trunk]
type=identify
endpoint=trunk
match=${config.trunk.address}

${position(plan)}
[${towardPositions.narrow}](position)
allow=!all,alaw,ulaw
[${towardPositions.wide}](position)
allow=!all,opus,alaw,ulaw
${queues.map((id) => `[${id}]\ntype=aor\nmax_contacts=${config.positions}\n`).join('')}
${[...ha1].map(([user, hash]) => signedIn(user, hash, [user, ...queues], config.domain)).join('')}`;
}

/**
 * WebRTC: ICE, DTLS-SRTP with a certificate that Asterisk makes for itself, RTCP on the same port. Hold music is
 * suppressed because the console sends its own hold tone; session timers are off because the console's SIP stack
 * does not know UPDATE.
 */
function position({ config }: PlainPlan): string {
  return `[position](!)
type=endpoint
context=from-positions
webrtc=yes
direct_media=no
dtmf_mode=rfc4733
timers=no
100rel=no
allow_transfer=yes
send_pai=no
trust_id_outbound=yes
suppress_moh_on_sendonly=yes
rtp_timeout=${config.seconds.lost}
rtp_timeout_hold=${config.seconds.lost}
from_domain=${config.domain}`;
}

/** What one position signs in with, and the addresses it may register. */
function signedIn(user: string, hash: string, aors: readonly string[], realm: string): string {
  return `[${user}](position)
allow=!all,opus,alaw,ulaw
auth=${user}
aors=${aors.join(',')}
identify_by=username,auth_username
[${user}]
type=auth
auth_type=md5
username=${user}
realm=${realm}
md5_cred=${hash}
[${user}]
type=aor
max_contacts=1
remove_existing=yes
`;
}
