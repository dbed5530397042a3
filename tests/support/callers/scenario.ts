import { eventType } from './rtp.ts';

/** How the caller presents itself: what the network in front of the exchange would have written. */
export interface Presentation {
  /** E.164 number of the caller. */
  readonly from: string;
  /** Display name in From. */
  readonly name?: string;
  /** `tel:` URI in From and To (RFC 3966), as an IMS network sends them. */
  readonly tel?: boolean;
  /** P-Asserted-Identity (RFC 3325), raw header value. */
  readonly asserted?: string;
  /** `Privacy: id` and an anonymous From (RFC 3323). */
  readonly withheld?: boolean;
  /** PIDF-LO (RFC 4119) sent beside the SDP in multipart/mixed, named by Geolocation (RFC 6442). */
  readonly location?: string;
  /** More headers, raw. */
  readonly headers?: readonly string[];
}

export interface Dialled extends Presentation {
  readonly number: string;
  readonly domain: string;
  /** Where the caller's sound is: an RTP party of the test. */
  readonly media: { readonly address: string; readonly port: number };
}

const boundary = 'samband-location';

/** G.711 A-law and telephone-event. */
export function sdp({ address, port }: Dialled['media']): string {
  return [
    'v=0',
    `o=caller 1 1 IN IP4 ${address}`,
    's=-',
    `c=IN IP4 ${address}`,
    't=0 0',
    `m=audio ${port} RTP/AVP 8 ${eventType}`,
    'a=rtpmap:8 PCMA/8000',
    `a=rtpmap:${eventType} telephone-event/8000`,
    `a=fmtp:${eventType} 0-16`,
    'a=ptime:20',
    'a=sendrecv',
    '',
  ].join('\n');
}

/** A PIDF-LO with one circle (RFC 5491 §5.2.3): WGS 84, radius in metres. */
export function pidfLo(at: { lat: number; lon: number; radius: number; method: string }): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10" xmlns:gs="http://www.opengis.net/pidflo/1.0" xmlns:gml="http://www.opengis.net/gml" entity="pres:caller@mobile.example">
<tuple id="t1"><status><gp:geopriv><gp:location-info>
<gs:Circle srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>${at.lat} ${at.lon}</gml:pos><gs:radius uom="urn:ogc:def:uom:EPSG::9001">${at.radius}</gs:radius></gs:Circle>
</gp:location-info><gp:usage-rules/><gp:method>${at.method}</gp:method></gp:geopriv></status></tuple>
</presence>
`;
}

function body(call: Dialled): { headers: string[]; content: string } {
  if (call.location === undefined)
    return { headers: ['Content-Type: application/sdp'], content: sdp(call.media) };
  return {
    headers: [
      'Geolocation: <cid:place@mobile.example>',
      'Geolocation-Routing: yes',
      `Content-Type: multipart/mixed;boundary=${boundary}`,
    ],
    content: [
      `--${boundary}`,
      'Content-Type: application/sdp',
      '',
      sdp(call.media),
      `--${boundary}`,
      'Content-Type: application/pidf+xml',
      'Content-ID: <place@mobile.example>',
      '',
      call.location,
      `--${boundary}--`,
      '',
    ].join('\n'),
  };
}

const via = 'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]';
const answer = `SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

`;
const send = (text: string, attributes = ''): string => `<send${attributes}><![CDATA[\n${text}]]></send>`;
const told = (what: string): string => `<nop><action><log message="samband ${what}"/></action></nop>`;
const label = (id: number): string => `<label id="${id}"/>`;
/** Where the other end wants its sound, told and kept. */
const heardMedia = `<ereg regexp="c=IN IP4 ([0-9.]+)" search_in="body" assign_to="1,2"/>
<ereg regexp="m=audio ([0-9]+)" search_in="body" assign_to="3,4"/>
<log message="samband media [$2] [$4]"/>`;
/** Both ends of the dialog, as the INVITE named them. */
const heardNames = `<ereg regexp=".*" search_in="hdr" header="From:" assign_to="5"/>
<ereg regexp=".*" search_in="hdr" header="To:" assign_to="6"/>`;
const useAll = '<Reference variables="1,2,3,4"/>';

/** Both parties' life after the answer: a re-INVITE is answered, MESSAGE from the test hangs up, BYE ends. */
function established(from: string, to: string, again: string): string {
  const hangUp = `BYE [next_url] SIP/2.0
${via}
[routes]
${from}
${to}
Call-ID: [call_id]
CSeq: 20 BYE
Max-Forwards: 70
Content-Length: 0

`;
  return [
    label(3),
    '<recv request="ACK" optional="true" next="3"/>',
    '<recv request="INVITE" optional="true" next="4"/>',
    '<recv request="MESSAGE" optional="true" next="5"/>',
    '<recv request="BYE"/>',
    send(answer),
    told('ended peer'),
    '<nop next="9"/>',
    label(4),
    send(again),
    '<nop next="3"/>',
    label(5),
    send(hangUp, ' retrans="500"'),
    '<recv response="200"/>',
    told('ended caller'),
    label(9),
    useAll,
  ].join('\n');
}

const document = (name: string, ...parts: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="${name}">\n${parts.join('\n')}\n</scenario>\n`;

const acceptAgain = (media: Dialled['media']): string => `SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:caller@[local_ip]:[local_port]>
Content-Type: application/sdp
Content-Length: [len]

${sdp(media)}`;

/**
 * SIPp scenario of one who dials. It tells by log lines (`samband ringing|media|answered|ended …`) what happens, and
 * a MESSAGE with its Call-ID makes it hang up: CANCEL before the answer, BYE after it. `byeAtOnce` hangs up by itself
 * right after its ACK.
 */
export function dialling(call: Dialled, { byeAtOnce = false } = {}): string {
  const scheme = (number: string): string =>
    call.tel ? `<tel:${number}>` : `<sip:${number}@${call.domain};user=phone>`;
  const name = call.name === undefined ? '' : `"${call.name}" `;
  const shown = call.withheld ? '"Anonymous" <sip:anonymous@anonymous.invalid>' : name + scheme(call.from);
  const from = `From: ${shown};tag=[pid]c[call_number]`;
  const to = `To: ${call.tel ? `<tel:${call.number}>` : `<sip:${call.number}@${call.domain}>`}`;
  const { headers, content } = body(call);
  const invite = [
    `INVITE sip:${call.number}@[remote_ip]:[remote_port] SIP/2.0`,
    via,
    from,
    to,
    'Call-ID: [call_id]',
    'CSeq: 1 INVITE',
    'Contact: <sip:caller@[local_ip]:[local_port]>',
    'Max-Forwards: 70',
    'Allow: INVITE, ACK, CANCEL, BYE, MESSAGE',
    ...(call.asserted === undefined ? [] : [`P-Asserted-Identity: ${call.asserted}`]),
    ...(call.withheld ? ['Privacy: id'] : []),
    ...(call.headers ?? []),
    ...headers,
    'Content-Length: [len]',
    '',
    content,
  ].join('\n');
  const inDialog = (method: string, target: string, peer: string, more = ''): string =>
    `${method} ${target} SIP/2.0\n${via}\n${more}${from}\n${to}${peer}\nCall-ID: [call_id]\nCSeq: 1 ${method}\nMax-Forwards: 70\nContent-Length: 0\n\n`;
  const cancel = inDialog('CANCEL', `sip:${call.number}@[remote_ip]:[remote_port]`, '').replace(
    'branch=[branch]',
    'branch=z9hG4bK-[pid]-[call_number]-0',
  );
  const optional = ['100', '180', '181', '182', '183'].map(
    (status) =>
      `<recv response="${status}" optional="true" next="1">${status === '100' ? '' : `<action><log message="samband ringing ${status}"/></action>`}</recv>`,
  );
  return document(
    'dialling',
    send(invite, ' retrans="500"'),
    label(1),
    ...optional,
    '<recv request="MESSAGE" optional="true" next="2"/>',
    `<recv response="200" rrs="true"><action>${heardMedia}</action></recv>`,
    send(inDialog('ACK', '[next_url]', '[peer_tag_param]', '[routes]\n')),
    told('answered'),
    byeAtOnce ? '<nop next="5"/>' : '',
    established(from, `${to}[peer_tag_param]`, acceptAgain(call.media)),
    '<nop next="10"/>',
    label(2),
    send(cancel),
    '<recv response="200"/>',
    '<recv response="487"/>',
    send(inDialog('ACK', `sip:${call.number}@[remote_ip]:[remote_port]`, '[peer_tag_param]')),
    told('ended caller'),
    label(10),
  );
}

/** SIPp scenario of one who is called: rings, answers at once or when a MESSAGE comes, then as above. */
export function answering(media: Dialled['media'], { atOnce = true } = {}): string {
  const reply = (status: string, more: string): string =>
    `SIP/2.0 ${status}\n[last_Via:]\n[last_From:]\n[last_To:];tag=[pid]a[call_number]\n[last_Call-ID:]\n[last_CSeq:]\n[last_Record-Route:]\nContact: <sip:answerer@[local_ip]:[local_port]>\n${more}`;
  const accept = reply('200 OK', `Content-Type: application/sdp\nContent-Length: [len]\n\n${sdp(media)}`);
  return document(
    'answering',
    `<recv request="INVITE" rrs="true"><action>${heardMedia}${heardNames}</action></recv>`,
    '<nop><action><log message="samband called [call_id]"/></action></nop>',
    send(reply('180 Ringing', 'Content-Length: 0\n\n')),
    atOnce ? '' : '<recv request="CANCEL" optional="true" next="8"/>\n<recv request="MESSAGE"/>',
    send(accept, ' retrans="500"'),
    '<recv request="ACK"/>',
    told('answered'),
    established('From:[$6];tag=[pid]a[call_number]', 'To:[$5]', acceptAgain(media)),
    '<nop next="10"/>',
    label(8),
    send(answer),
    told('ended peer'),
    label(10),
  );
}
