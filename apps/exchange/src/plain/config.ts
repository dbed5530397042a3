import { foundation, type AsteriskFiles } from '../generate/asterisk.ts';
import { certificateFiles } from '../run/certificates.ts';
import { innerAddress } from '../config/plan.ts';
import { plainDialplan } from './dialplan.ts';
import { plainPjsip } from './pjsip.ts';
import type { PlainPlan } from './plan.ts';
import { queuesConfig } from './queues.ts';

/** Modules a plain Asterisk needs beyond those of the reference exchange: queue, registrar, WebSocket. */
export const plainModules =
  /^(app_queue|func_cut|res_http_websocket|res_pjsip_(registrar|transport_websocket)|res_geolocation)\b/;

/**
 * Positions have ICE here, and one that dials moves to a better pair of addresses after Asterisk has taken the first. With a
 * probation that never ends (`rtpSources`) its sound would be dropped for the rest of the call: this Asterisk learns, and a
 * packet filter has to keep strangers from the trunk's ports.
 */
const learnedSources = 'strictrtp=yes\n';

/**
 * All configuration files, by name.
 * @param ha1 digest of each position's secret, by user
 */
export function plainConfig(
  plan: PlainPlan,
  files: AsteriskFiles,
  ha1: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  return new Map([
    ...foundation(plan, files),
    [
      'rtp.conf',
      `[general]\nrtpstart=${plan.ports.rtp[0]}\nrtpend=${plan.ports.rtp[1]}\nicesupport=yes\n${learnedSources}`,
    ],
    ['http.conf', httpConfig(plan)],
    ['pjsip.conf', plainPjsip(plan, ha1)],
    ['queues.conf', queuesConfig(plan)],
    ['queuerules.conf', ''],
    ['cel.conf', '[general]\nenable=no\n'],
    ['extensions.conf', plainDialplan(plan)],
  ]);
}

/** The web server has one address for TLS: all of them when positions come from more than one. */
function httpConfig({ config, ports, paths }: PlainPlan): string {
  const [first = innerAddress, second] = config.listen;
  const { certificate, key } = certificateFiles(paths.tls, 'a', 'current');
  return `[general]
enabled=yes
enable_status=no
bindaddr=${innerAddress}
bindport=${ports.ws}
tlsenable=yes
tlsbindaddr=${second === undefined ? first : '0.0.0.0'}:${ports.wss}
tlscertfile=${certificate}
tlsprivatekey=${key}
`;
}
