import type { Plan, EdgeName } from '../config/plan.ts';
import { innerAddress } from '../config/plan.ts';

/** Names of rtpengine's logical interfaces: toward the B2BUA and trunk, toward the positions. */
export const mediaInterface = { inside: 'inside', positions: 'positions' } as const;

const common = 'replace-origin replace-session-connection';
/**
 * To positions, from the B2BUA or trunk. `strict-source` is for who wrote this SDP: plain RTP that is not from its
 * address is dropped. A position needs none: ICE says where it is, and what has not its DTLS keys is dropped.
 */
const webrtc = 'strict-source ICE=force RTP/SAVPF rtcp-mux-offer SDES-off';
const plain = 'ICE=remove RTP/AVP rtcp-mux-demux';
const toPositions = `direction=${mediaInterface.inside} direction=${mediaInterface.positions}`;
const fromPositions = `direction=${mediaInterface.positions} direction=${mediaInterface.inside}`;
/** A telephone call is PCMA all the way; wideband is for calls between positions. */
const telephone = 'codec-strip=opus codec-strip=red codec-strip=G722 codec-strip=CN';

/**
 * Routes through which SDP passes rtpengine: WebRTC toward positions, plain RTP toward B2BUA and trunk.
 * Each branch of a forked INVITE is a media session of its own (via-branch), because each position answers
 * with its own ICE credentials and fingerprint. `sdp_content()` is true for multipart bodies as well.
 */
export function mediaRoutes({ ports }: Plan, edge: EdgeName): string {
  const own = ports.edges[edge];
  return `
branch_route[TO_POSITION] {
  if ($rd == "${innerAddress}" && $rp == ${own.inner}) return;   # the waiting branch has no media
  if (!sdp_content()) return;
  $avp(media_id) = @via[1].branch + $T_branch_idx;
  rtpengine_offer("${common} ${webrtc} ${toPositions} via-branch=extra");
}

branch_route[FROM_POSITION] {
  if (!sdp_content()) return;
  $avp(media_id) = @via[1].branch + $T_branch_idx;
  if ($avp(codecs) == "telephone")
    rtpengine_offer("${common} ${plain} ${fromPositions} ${telephone} via-branch=extra");
  else
    rtpengine_offer("${common} ${plain} ${fromPositions} via-branch=extra");
}

onreply_route[REPLY] {
  if (nat_uac_test("64")) add_contact_alias();
  if (!is_method("INVITE")) exit;
  if ($si == "${innerAddress}" && $sp == ${own.inner}) exit;   # the waiting branch has no media
  if (status =~ "^[3-6]") {
    # a branch that is over takes its own media along, and none of the others'
    $avp(media_id) = @via[2].branch + $T_branch_idx;
    rtpengine_delete("to-tag via-branch=extra");
    exit;
  }
  if (!sdp_content()) exit;
  # 200s of one fork may cross: the first is acknowledged, and the caller's media must not go to a later one
  if (status =~ "^2") {
    $var(call) = $ci + "/" + $cs;
    sht_lock("won=>$var(call)");
    if ($sht(won=>$var(call)) == $null) $sht(won=>$var(call)) = $T_branch_idx;
    $var(won) = $sht(won=>$var(call));
    sht_unlock("won=>$var(call)");
    if ($var(won) != $T_branch_idx) {
      $sht(lost=>$ci/$tt) = @via[2].branch + $T_branch_idx;
      exit;
    }
  }
  $avp(media_id) = @via[2].branch + $T_branch_idx;
  if (proto == WS || proto == WSS) rtpengine_answer("${common} ${plain} via-branch=extra");
  else rtpengine_answer("${common} ${webrtc} via-branch=extra");
}

# nobody has taken the call
failure_route[OVER] {
  rtpengine_delete();
}

# requests inside a dialog: the tags name the media session
route[DIALOG_MEDIA] {
  # one whose 200 came second shares Call-ID and tag of the other side with the one who has the caller
  $avp(media_id) = $sht(lost=>$ci/$tt);
  if ($avp(media_id) == $null) $avp(media_id) = $sht(lost=>$ci/$ft);
  if ($avp(media_id) != $null) {
    setflag(2);
    if (is_method("BYE") && isflagset(1)) rtpengine_delete("via-branch=extra");
    else if (is_method("BYE")) rtpengine_delete("to-tag via-branch=extra");
    return;
  }
  # by the tag of the other side: with that all branches of the call are gone
  if (is_method("BYE") && isflagset(1)) { rtpengine_delete("to-tag"); return; }
  if (is_method("BYE")) { rtpengine_delete(); return; }
  if (!sdp_content()) return;
  if (is_method("ACK")) {
    if (isflagset(1)) rtpengine_answer("${common} ${plain}");
    else rtpengine_answer("${common} ${webrtc}");
    return;
  }
  if (isflagset(1)) rtpengine_offer("${common} ${plain} ${fromPositions}");
  else rtpengine_offer("${common} ${webrtc} ${toPositions}");
}

onreply_route[DIALOG_REPLY] {
  if (nat_uac_test("64")) add_contact_alias();
  if (isflagset(2) || !sdp_content() || status =~ "^[3-6]") exit;
  if (proto == WS || proto == WSS) rtpengine_answer("${common} ${plain}");
  else rtpengine_answer("${common} ${webrtc}");
}
`;
}
