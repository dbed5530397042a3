import type { EdgeName, Plan } from '../config/plan.ts';
import { edgeNames, innerAddress } from '../config/plan.ts';
import { media, soundAsSignalled, telephone, trunkTransports } from './telephone.ts';

/** Channel driver configuration: trunk and positions are told apart by the address requests come from. */
export function pjsipConfig(plan: Plan): string {
  const { config, ports } = plan;
  const outer = trunkTransports(config.listen, ports.trunk);
  return `[global]
type=global
user_agent=Samband
endpoint_identifier_order=ip,anonymous
keep_alive_interval=0
${outer}[inner-udp]
type=transport
protocol=udp
bind=${innerAddress}:${ports.inner}
[inner-tcp]
type=transport
protocol=tcp
bind=${innerAddress}:${ports.inner}

; callers: whoever is not an edge
[anonymous]
type=endpoint
context=from-trunk
${telephone}
${media(config.listen)}
send_pai=no
trust_id_outbound=yes
${config.multipart ? 'geoloc_incoming_call_profile=<prefer_incoming>\n' : ''}
; calls to outside numbers
[outside]
type=endpoint
context=from-trunk
transport=trunk-udp-0
${telephone}
${media(config.listen)}
from_domain=${config.domain}
trust_id_outbound=yes

; what positions dial, through whichever edge
[positions]
type=endpoint
context=from-positions
${position(plan, 'opus,alaw,ulaw')}
[positions]
type=identify
endpoint=positions
match=${edgeNames.map((edge) => `${innerAddress}:${ports.edges[edge].inner}`).join(',')}
${edgeNames.map((edge) => edgeEndpoints(plan, edge)).join('\n')}`;
}

/**
 * Endpoint options toward positions. Hold music is suppressed because the console sends its own hold tone;
 * session timers are off because the console's SIP stack does not know UPDATE.
 */
function position({ config }: Plan, codecs: string): string {
  return `disallow=all
allow=${codecs}
direct_media=no
${soundAsSignalled}
dtmf_mode=rfc4733
timers=no
100rel=no
follow_early_media_fork=no
allow_transfer=yes
send_pai=no
trust_id_outbound=yes
suppress_moh_on_sendonly=yes
rtp_timeout=${config.seconds.lost}
rtp_timeout_hold=${config.seconds.lost}
from_domain=${config.domain}
${media([innerAddress])}
${config.multipart ? 'geoloc_outgoing_call_profile=<prefer_incoming>\n' : ''}`;
}

/** TCP toward the edges: a dead edge is known at once, and the offer made anew. */
function edgeEndpoints(plan: Plan, edge: EdgeName): string {
  const { inner } = plan.ports.edges[edge];
  const proxy = `outbound_proxy=sip:${innerAddress}:${inner}\\;transport=tcp\\;lr\\;hide`;
  return `
[edge-${edge}]
type=endpoint
context=from-positions
transport=inner-tcp
${proxy}
${position(plan, 'alaw,ulaw')}
[edge-${edge}-wide]
type=endpoint
context=from-positions
transport=inner-tcp
${proxy}
${position(plan, 'opus,alaw,ulaw')}`;
}
