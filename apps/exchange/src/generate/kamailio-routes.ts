import type { Plan, EdgeName } from '../config/plan.ts';
import { innerAddress } from '../config/plan.ts';
import { exchangeHeaders, alarmHeader } from './headers.ts';

/** How long a call may stand at an edge; the B2BUA renews its offer before, or when it is told 408. */
export const waitLimitMs = 30 * 60 * 1000;

/**
 * Routing of one edge.
 *
 * - A queue call gets a branch to every ready position and one *waiting branch* that the edge answers itself with
 *   180 and never ends: whatever the positions reply, the caller's transaction stays open, and tsilo adds a branch
 *   for each position that becomes ready later.
 * - `ask-QUEUE` answers 486 when somebody is ready and 480 when nobody is; `alarm-QUEUE` rings the own addresses
 *   of all signed-in positions, and so does `over-QUEUE`, whose CANCEL says that others are rung instead. They are for
 *   the B2BUA only.
 */
export function kamailioRoutes(plan: Plan, edge: EdgeName): string {
  return [
    requestRoute(plan, edge),
    registerRoute(plan),
    positionRoute(plan, edge),
    queueRoutes(plan, edge),
    directRoute(plan, edge),
    httpRoute(plan, edge),
  ].join('\n');
}

const stripHeaders = [...Object.values(exchangeHeaders), alarmHeader]
  .map((name) => `  remove_hf("${name}");`)
  .join('\n');

function requestRoute({ config, ports }: Plan, edge: EdgeName): string {
  const own = ports.edges[edge];
  return `
# flag 1: the message came from a position
request_route {
  if (!mf_process_maxfwd_header("20")) { sl_send_reply("483", "Too Many Hops"); exit; }
  force_rport();
  if (proto == WS || proto == WSS) {
    setflag(1);
    if (is_method("REGISTER")) fix_nated_register(); else add_contact_alias();
  }
  if (is_method("CANCEL")) {
    # RFC 3326: others are rung in place of the alarm; nobody has answered, and the caller has not given up
    if ($Rp == ${own.inner} && $rU =~ "^over-" && !($hdr(Reason) =~ "cause=(200|26)")) {
      remove_hf("Reason");
      append_hf("Reason: SIP;cause=302;text=\\"Others are rung\\"\\r\\n");
      msg_apply_changes();
    }
    if (t_check_trans()) t_relay();
    exit;
  }
  if (has_totag()) { route(IN_DIALOG); exit; }
  if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
  if (is_method("OPTIONS")) { sl_send_reply("200", "OK"); exit; }
  if (is_method("REGISTER")) { route(REGISTER); exit; }
  if (!is_method("INVITE")) { sl_send_reply("405", "Method Not Allowed"); exit; }
  if (isflagset(1)) { route(FROM_POSITION); exit; }
  if ($Rp == ${own.direct} || $Rp == ${own.raw}) { route(DIRECT); exit; }
  if ($Rp != ${own.inner}) { sl_send_reply("403", "Forbidden"); exit; }
  if ($rU == "waiting") { route(WAITING); exit; }
  record_route();
  route(FROM_B2BUA);
}

route[IN_DIALOG] {
  if (loose_route()) {
    if ($du == $null || $du == "") handle_ruri_alias();
    route(DIALOG_MEDIA);
    t_on_reply("DIALOG_REPLY");
    if (!t_relay()) sl_reply_error();
    exit;
  }
  if (is_method("ACK")) { if (t_check_trans()) t_relay(); exit; }
  sl_send_reply("481", "Call/Transaction Does Not Exist");
}

# the waiting branch: rings, and stays until it is cancelled
route[WAITING] {
  t_set_fr(${waitLimitMs}, ${waitLimitMs});
  t_newtran();
  t_reply("180", "Queued");
  t_suspend();
}

route[FROM_B2BUA] {
  if ($rU =~ "^(${queuePattern(config.queues)})$") { route(QUEUE); exit; }
  if ($rU =~ "^ask-") { route(ASK); exit; }
  if ($rU =~ "^(alarm|over)-") { route(ALARM); exit; }
  $ru = "sip:" + $rU + "@${config.domain}";
  if (!lookup("location")) { sl_send_reply("480", "Not Signed In"); exit; }
  t_on_branch("TO_POSITION");
  t_on_reply("REPLY");
  t_on_failure("OVER");
  t_relay();
}
`;
}

function queuePattern(queues: Plan['config']['queues']): string {
  return queues.map((queue) => queue.id).join('|');
}

function registerRoute({ config }: Plan): string {
  return `
route[REGISTER] {
  if (!isflagset(1)) { sl_send_reply("403", "Forbidden"); exit; }
  if ($au == $null || $sht(ha1=>$au) == $null) { www_challenge("${config.domain}", "1"); exit; }
  if (!pv_www_authenticate("${config.domain}", "$sht(ha1=>$au)", "1")) {
    if ($rc == -2) sl_send_reply("403", "Wrong Secret"); else www_challenge("${config.domain}", "1");
    exit;
  }
  # a position registers its own address and those of the queues, nobody else's
  if ($tU != $au && !($tU =~ "^(${queuePattern(config.queues)})$")) { sl_send_reply("403", "Not Yours"); exit; }
  append_to_reply("Date: $utimef(%a, %d %b %Y %H:%M:%S GMT)\\r\\n");
  if (!save("location")) { sl_reply_error(); exit; }
  if ($tU != $au) ts_append("location", "sip:$tU@${config.domain}");
}
`;
}

function positionRoute({ config, ports }: Plan, edge: EdgeName): string {
  return `
# a position calls out: the B2BUA decides where to
route[FROM_POSITION] {
  if ($au == $null || $sht(ha1=>$au) == $null) { proxy_challenge("${config.domain}", "1"); exit; }
  if (!pv_proxy_authenticate("${config.domain}", "$sht(ha1=>$au)", "1")) {
    if ($rc == -2) sl_send_reply("403", "Wrong Secret"); else proxy_challenge("${config.domain}", "1");
    exit;
  }
  # a position calls as itself, or calls back as the queue that was dialled
  if ($fU != $au && !($fU =~ "^(${queuePattern(config.queues)})$")) { sl_send_reply("403", "Not Yours"); exit; }
  consume_credentials();
${stripHeaders}
  if ($rU == $null || $rU == "") { sl_send_reply("484", "Address Incomplete"); exit; }
  if (!($rU =~ "^pos[0-9]")) $avp(codecs) = "telephone";
  $ru = "sip:" + $rU + "@${config.domain}";
  # the B2BUA knows the edges by the address they send from
  $fs = "udp:${innerAddress}:${ports.edges[edge].inner}";
  $du = "sip:${innerAddress}:${ports.inner};transport=udp";
  record_route();
  t_on_branch("FROM_POSITION");
  t_on_reply("REPLY");
  t_on_failure("OVER");
  t_relay();
}
`;
}

function queueRoutes({ config, ports }: Plan, edge: EdgeName): string {
  const own = ports.edges[edge];
  return `
route[QUEUE] {
  $ru = "sip:" + $rU + "@${config.domain}";
  t_newtran();
  ts_store("$ru");
  t_on_branch("TO_POSITION");
  t_on_reply("REPLY");
  t_on_failure("QUEUE_FAILED");
  # before lookup(), or the waiting branch would be sent where the first contact is
  append_branch("sip:waiting@${innerAddress}:${own.inner}");
  if (!lookup("location")) {
    clear_branches();
    $ru = "sip:waiting@${innerAddress}:${own.inner}";
  }
  t_relay();
}

failure_route[QUEUE_FAILED] {
  rtpengine_delete();
  if (!t_is_canceled()) exit;
  # the caller gave up: he is told so, not what some position replied before
  t_reply("487", "Request Terminated");
}

route[ASK] {
  $var(queue) = $(rU{s.substr,4,0});
  if (registered("location", "sip:$var(queue)@${config.domain}")) sl_send_reply("486", "Attended");
  else sl_send_reply("480", "Unattended");
}

route[ALARM] {
  $var(n) = 1;
  $var(found) = 0;
  while ($var(n) <= ${config.positions}) {
    if (registered("location", "sip:pos$var(n)@${config.domain}")) {
      if ($var(found) == 0) $ru = "sip:pos" + $var(n) + "@${config.domain}";
      else append_branch("sip:pos$var(n)@${config.domain}");
      $var(found) = $var(found) + 1;
    }
    $var(n) = $var(n) + 1;
  }
  if ($var(found) == 0 || !lookup_branches("location")) { sl_send_reply("480", "Nobody Signed In"); exit; }
  t_on_branch("TO_POSITION");
  t_on_reply("REPLY");
  t_on_failure("QUEUE_FAILED");
  t_relay();
}
`;
}

/** Direct trunk: what a caller without a B2BUA in between sends, whole or repaired. */
function directRoute({ config, ports }: Plan, edge: EdgeName): string {
  const own = ports.edges[edge];
  const first = config.queues[0]?.id ?? '';
  const repair = [
    ...(config.normalise ? ['    route(NORMALISE);'] : []),
    ...(config.multipart ? [] : ['    route(ONLY_SDP);']),
  ];
  return `
route[DIRECT] {
${stripHeaders}
  $var(queue) = $rU;
  if ($ru =~ "^urn:service:sos") $var(queue) = "${first}";
  if (!($var(queue) =~ "^(${queuePattern(config.queues)})$")) { sl_send_reply("404", "Not Found"); exit; }
  $ru = "sip:" + $var(queue) + "@${config.domain}";
  $var(ms) = $TV(u) / 1000;
  $var(padded) = "000" + $var(ms);
  append_hf("${exchangeHeaders.call}: $uuid(g)\\r\\n");
  append_hf("${exchangeHeaders.cameIn}: $TV(s)$(var(padded){s.substr,-3,0})\\r\\n");
  if ($Rp != ${own.raw}) {
${repair.join('\n') || '    # neither is switched on'}
  }
  msg_apply_changes();
  record_route();
  route(QUEUE);
}

# RFC 3966 addresses are not understood by every SIP stack behind us
route[NORMALISE] {
  if ($fu =~ "^tel:") uac_replace_from("", "sip:$(fu{s.substr,4,0}{s.select,0,;})@${config.domain}");
  if ($tu =~ "^(tel|urn):") uac_replace_to("", "sip:$var(queue)@${config.domain}");
}

route[ONLY_SDP] {
  if (has_body("multipart/mixed")) { filter_body("application/sdp"); remove_hf("Geolocation"); }
}
`;
}

/** WebSocket hand-shake, and for tests and health: how many contacts an address of record has. */
function httpRoute({ config, ports }: Plan, edge: EdgeName): string {
  const own = ports.edges[edge];
  return `
event_route[xhttp:request] {
  set_reply_close();
  set_reply_no_connect();
  if ($hdr(Upgrade) =~ "websocket" && $hdr(Connection) =~ "Upgrade" && $rm =~ "GET") {
    if ($Rp != ${own.ws} && $Rp != ${own.wss}) { xhttp_reply("403", "Forbidden", "", ""); exit; }
    ws_handle_handshake();
    exit;
  }
  if ($Rp == ${own.ws} && $hu =~ "^/registrations/[a-z0-9]+$") {
    $var(user) = $(hu{s.select,2,/});
    $var(contacts) = 0;
    if (reg_fetch_contacts("location", "sip:$var(user)@${config.domain}", "asked")) $var(contacts) = $(ulc(asked=>count));
    xhttp_reply("200", "OK", "application/json", "{\\"contacts\\":$var(contacts)}");
    exit;
  }
  xhttp_reply("404", "Not Found", "", "");
}
`;
}
