import { createHash } from 'node:crypto';
import type { Plan, EdgeName } from '../config/plan.ts';
import { innerAddress } from '../config/plan.ts';
import { kamailioRoutes, waitLimitMs } from './kamailio-routes.ts';
import { mediaRoutes } from './kamailio-media.ts';

/** What an edge must know of the positions: MD5 hashes of RFC 2617 (HA1), never the secrets. */
export type EdgeSecrets = { ha1: ReadonlyMap<string, string>; nonce: string };

/** HA1 of digest authentication, RFC 2617 §3.2.2.2. */
export function ha1(user: string, realm: string, secret: string): string {
  return createHash('md5').update(`${user}:${realm}:${secret}`).digest('hex');
}

/** Kamailio refuses more than 31 branches a call; the thirtieth is left for the waiting branch. */
const maximumBranches = 30;

const modules = [
  'jsonrpcs',
  'kex',
  'corex',
  'tm',
  'tmx',
  'sl',
  'rr',
  'pv',
  'maxfwd',
  'usrloc',
  'registrar',
  'textops',
  'textopsx',
  'siputils',
  'sdpops',
  'xlog',
  'nathelper',
  'htable',
  'auth',
  'uac',
  'uuid',
  'xhttp',
  'tls',
  'websocket',
  'rtpengine',
  'tsilo',
  'debugger',
];

/**
 * The configuration of one edge: WebSocket registrar with digest, forking proxy with tsilo, media by rtpengine.
 * The file holds HA1 values and is written readable for its owner only.
 */
export function kamailioConfig(plan: Plan, edge: EdgeName, secrets: EdgeSecrets, modulePath: string): string {
  return [
    globals(plan, edge, modulePath),
    moduleParameters(plan, edge, secrets),
    kamailioRoutes(plan, edge),
    mediaRoutes(plan, edge),
    accounts(secrets),
  ].join('\n');
}

/** The TLS side of an edge: which certificate it shows. */
export function tlsConfig(certificate: string, key: string): string {
  return `[server:default]
method = TLSv1.2+
verify_certificate = no
require_certificate = no
certificate = ${certificate}
private_key = ${key}
`;
}

function globals({ config, ports }: Plan, edge: EdgeName, modulePath: string): string {
  const own = ports.edges[edge];
  const outer = config.listen.flatMap((address) => [
    `listen=udp:${address}:${own.direct}`,
    `listen=tcp:${address}:${own.direct}`,
    `listen=udp:${address}:${own.raw}`,
    `listen=tcp:${address}:${own.raw}`,
    `listen=tls:${address}:${own.wss}`,
  ]);
  return `#!KAMAILIO
# Edge ${edge.toUpperCase()} of ${config.domain}. Generated from exchange.yaml; changes are lost at the next start.
debug=0
log_stderror=yes
fork=yes
children=4
# one worker reads all that positions send: the first 200 to get sound is then the first one relayed
tcp_children=1
max_branches=${maximumBranches}
max_while_loops=${config.positions + 10}
auto_aliases=no
dns=no
rev_dns=no
alias="${config.domain}"
enable_tls=yes
listen=udp:${innerAddress}:${own.inner}
listen=tcp:${innerAddress}:${own.inner}
listen=tcp:${innerAddress}:${own.ws}
${outer.join('\n')}
tcp_connection_lifetime=3605
tcp_accept_no_cl=yes
tcp_rd_buf_size=65536
tcp_max_connections=4096
tls_max_connections=4096
tcp_connect_timeout=2
tcp_send_timeout=3
tcp_keepalive=yes
tcp_keepidle=10
tcp_keepintvl=5
tcp_keepcnt=3
server_signature=no
mpath="${modulePath}"
${modules.map((name) => `loadmodule "${name}.so"`).join('\n')}
`;
}

function moduleParameters({ config, ports, paths }: Plan, edge: EdgeName, secrets: EdgeSecrets): string {
  return `
modparam("jsonrpcs", "transport", 1)
# tsilo logs an error for every registration that finds no waiting call
modparam("debugger", "mod_hash_size", 4)
modparam("debugger", "mod_level_mode", 1)
modparam("debugger", "mod_level", "tsilo=-2")
modparam("tm", "fr_timer", 10000)
# a call may wait as long as it likes: the B2BUA renews its offer, the caller decides when to leave
modparam("tm", "fr_inv_timer", ${waitLimitMs})
modparam("tm", "max_inv_lifetime", ${waitLimitMs})
modparam("tm", "failure_reply_mode", 3)
# a 603 of one position must not end the call for all (RFC 3261 §16.7 step 5 is switched off)
modparam("tm", "disable_6xx_block", 1)
modparam("tm", "local_cancel_reason", 1)
modparam("tm", "e2e_cancel_reason", 1)
modparam("rr", "enable_full_lr", 1)
modparam("rr", "append_fromtag", 1)
modparam("registrar", "max_contacts", 0)
modparam("registrar", "append_branches", 1)
modparam("registrar", "default_expires", 300)
modparam("registrar", "max_expires", 3600)
modparam("nathelper|registrar", "received_avp", "$avp(received)")
modparam("usrloc", "db_mode", 0)
modparam("usrloc", "handle_lost_tcp", 1)
modparam("usrloc", "timer_interval", 1)
modparam("websocket", "keepalive_mechanism", 1)
modparam("websocket", "keepalive_timeout", 15)
modparam("websocket", "keepalive_processes", 1)
modparam("auth", "nonce_expire", 300)
modparam("auth", "secret", "${secrets.nonce}")
modparam("htable", "htable", "ha1=>size=8;")
modparam("htable", "htable", "won=>size=8;autoexpire=60;")
# who answered second and was not told so may stay on the line for long
modparam("htable", "htable", "lost=>size=8;autoexpire=86400;")
modparam("uac", "restore_mode", "${config.normalise ? 'auto' : 'none'}")
modparam("tls", "config", "${paths.part(`edge-${edge}`)}/tls.cfg")
modparam("rtpengine", "rtpengine_sock", "udp:${innerAddress}:${ports.ng}")
modparam("rtpengine", "extra_id_pv", "$avp(media_id)")
modparam("rtpengine", "rtpengine_tout_ms", 1500)
modparam("rtpengine", "rtpengine_disable_tout", 2)
`;
}

function accounts(secrets: EdgeSecrets): string {
  const lines = [...secrets.ha1].map(([user, hash]) => `  $sht(ha1=>${user}) = "${hash}";`);
  return `
event_route[htable:mod-init] {
${lines.join('\n')}
}
`;
}
