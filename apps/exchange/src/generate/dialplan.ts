import type { EdgeName, Plan } from '../config/plan.ts';
import { edgeNames, innerAddress } from '../config/plan.ts';
import { alarmHeader, exchangeHeaders } from './headers.ts';
import {
  addHeader,
  context,
  extension,
  passHeaders,
  proofContext,
  proofFirst,
  proofSeconds,
  readHeaders,
  withLabel,
} from './lines.ts';

/**
 * The dial plan. A queue call is answered with announcement and music and offered at both edges until somebody
 * answers or the caller leaves:
 *
 * ```
 * caller ── queue ── Dial ─┬─ Local edge-a ── loop: Dial edge A, again when it ends unanswered
 *                          ├─ Local edge-b ── loop: Dial edge B
 *                          ├─ Local unattended ── loop: nobody ready? ring all who are signed in, and a last time when somebody is
 *                          └─ Local waiting ── counts the waiting call, never answers
 * ```
 * Each loop is a Local channel of its own, so an edge that is down is retried every second without disturbing
 * the offer at the other one. The first leg that answers wins; Asterisk cancels the others with Q.850 cause 26.
 */
export function dialplan(plan: Plan): string {
  const { config } = plan;
  return [
    '[general]\nstatic=yes\nwriteprotect=yes\n',
    fromTrunk(plan),
    queue(plan),
    ...edgeNames.map((edge) => edgeLoop(plan, edge)),
    unattended(plan),
    waiting,
    ended,
    offer(config.recording),
    ...(config.recording ? [answered] : []),
    proofContext,
    fromPositions(plan),
  ].join('\n');
}

function fromTrunk({ config }: Plan): string {
  return context('from-trunk', ...config.queues.map(({ id }) => extension(id, [`Goto(queue,${id},1)`])));
}

function queue({ config, paths }: Plan): string {
  const legs = ['waiting', ...edgeNames.map((edge) => `edge-${edge}`), 'unattended'];
  return context(
    'queue',
    ...config.queues.map(({ id }) =>
      extension(id, [
        'Set(__CALL=${UNIQUEID}-${RAND(100000,999999)})',
        'Set(__CAME_IN=${STRFTIME(,UTC,%s%3q)})',
        'Set(__CALLER_LEG=${CHANNEL})',
        ...readHeaders,
        'Answer()',
        ...(config.recording ? [`MixMonitor(,r(${paths.recordings}/\${CALL}-caller.wav))`] : []),
        'offer: Set(SHARED(LOST)=)',
        `Set(__WAITING=$[\${GROUP_COUNT(${id}@waiting)} + 1])`,
        `Dial(${legs.map((leg) => `Local/${id}@${leg}/n`).join('&')},,gIm(queue-${id}))`,
        // the caller is still here: a position's leg was lost, or (never seen) all four legs ended unanswered
        'GotoIf($["${DIALSTATUS}" = "ANSWER" & "${SHARED(LOST)}" != "yes"]?done)',
        'Wait(0.2)',
        'Goto(offer)',
        'done: Hangup(16)',
      ]),
    ),
  );
}

/** A user at an edge, as Dial wants it; the endpoint knows the edge's address. */
function atEdge({ config }: Plan, edge: EdgeName, user: string, wide = false): string {
  return `PJSIP/edge-${edge}${wide ? '-wide' : ''}/sip:${user}@${config.domain}`;
}

/** The same user at both edges, rung at once. */
function atBothEdges(plan: Plan, user: string, wide = false): string {
  return edgeNames.map((edge) => atEdge(plan, edge, user, wide)).join('&');
}

/** Offers the call there for a time, s; what is after the two lines runs when nobody has answered. */
function ring(plan: Plan, where: string, limit: number | string): readonly [dial: string, ended: string] {
  return [
    `Dial(${where},${limit},gIb(offer^s^1)${legOptions(plan)})`,
    'GotoIf($["${DIALSTATUS}" = "ANSWER"]?ended,s,1)',
  ];
}

function edgeLoop(plan: Plan, edge: EdgeName): string {
  const { queues, seconds } = plan.config;
  // the edges renew their offers in turns, so one of them is always standing
  const first = edge === 'a' ? seconds.offer : Math.ceil(seconds.offer / 2);
  return context(
    `edge-${edge}`,
    ...queues.map(({ id }) => {
      const [dial, ended] = ring(plan, atEdge(plan, edge, id), '${LIMIT}');
      return extension(id, [
        `Set(LIMIT=${first})`,
        `again: ${dial}`,
        ended,
        `Set(LIMIT=${seconds.offer})`,
        'Wait(1)',
        'Goto(again)',
      ]);
    }),
  );
}

/**
 * A Dial that ends by its time tells nobody why, and a position without another offer of the call takes that for a
 * caller who gave up. So an alarm that is needed no more rings for a second more, as `over-QUEUE`: to the CANCEL of
 * that the edges add the reason.
 */
function unattended(plan: Plan): string {
  const { queues, seconds } = plan.config;
  const ask = edgeNames.flatMap((edge, index) => [
    `${index === 0 ? 'ask: ' : ''}Dial(${atEdge(plan, edge, 'ask-${EXTEN}')},3)`,
    'GotoIf($["${DIALSTATUS}" = "BUSY"]?attended)',
  ]);
  return context(
    'unattended',
    ...queues.map(({ id }) =>
      extension(id, [
        'Set(__ALARM=unattended)',
        `wait: Wait(${seconds.unattended})`,
        ...ask,
        'Set(RANG=yes)',
        ...ring(plan, atBothEdges(plan, 'alarm-${EXTEN}'), seconds.unattended),
        'Wait(1)',
        'Goto(ask)',
        'attended: GotoIf($["${RANG}" != "yes"]?wait)',
        'Set(RANG=)',
        ...ring(plan, atBothEdges(plan, 'over-${EXTEN}'), 1),
        'Goto(wait)',
      ]),
    ),
  );
}

const waiting = context(
  'waiting',
  extension('_X.', ['Set(GROUP(waiting)=${EXTEN})', 'again: Wait(3600)', 'Goto(again)']),
);

/**
 * After a position's leg is over: when the position hung up (a BYE names it as the hang-up's source) the caller is
 * let go; when its audio stopped (rtp_timeout names nobody) the caller goes back to the queue.
 */
const ended = context(
  'ended',
  extension('s', [
    'ExecIf($["${CHANNEL(hangupsource)}" = ""]?Set(SHARED(LOST,${CALLER_LEG})=yes))',
    'Hangup(16)',
  ]),
);

/** Runs on each leg before its INVITE is sent: the exchange's own headers, then the caller's. */
function offer(recording: boolean): string {
  return context(
    'offer',
    extension('s', [
      addHeader(exchangeHeaders.call, '${CALL}'),
      addHeader(exchangeHeaders.cameIn, '${CAME_IN}'),
      addHeader(exchangeHeaders.queueLength, '${WAITING}'),
      ...(recording ? [addHeader(exchangeHeaders.recording, 'on')] : []),
      'GotoIf($["${ALARM}" = ""]?caller)',
      addHeader(alarmHeader, '${ALARM}'),
      'caller: NoOp()',
      ...passHeaders,
      'Return()',
    ]),
  );
}

/** Dial options of a leg that is recorded from the moment it answers. */
function legOptions({ config }: Plan): string {
  return config.recording ? 'U(answered^s^1)' : '';
}

const answered = context(
  'answered',
  extension('s', ['MixMonitor(,r(${RECORDINGS}/${CALL}-answered-${UNIQUEID}.wav))', 'Return()']),
);

/** The edge that the request came from is the one that it goes back to. */
function proofWay({ config, ports }: Plan, user: string): readonly string[] {
  const isFromA = `$["\${CHANNEL(pjsip,remote_addr)}" = "${innerAddress}:${ports.edges.a.inner}"]`;
  return [
    `Set(EDGE=\${IF(${isFromA}?a:b)})`,
    `Dial(PJSIP/edge-\${EDGE}/sip:${user}@${config.domain},${proofSeconds},Ib(proof^s^1))`,
  ];
}

function fromPositions(plan: Plan): string {
  const { config, ports } = plan;
  const stamp = [
    'Set(__CALL=${UNIQUEID}-${RAND(100000,999999)})',
    'Set(__CAME_IN=${STRFTIME(,UTC,%s%3q)})',
    'Set(__WAITING=0)',
  ];
  const record = config.recording ? ['MixMonitor(,r(${RECORDINGS}/${CALL}-dialling.wav))'] : [];
  const positions = Array.from({ length: config.positions }, (_, index) => {
    const user = `pos${index + 1}`;
    const own = proofWay(plan, user);
    return extension(user, [
      ...proofFirst(own),
      ...withLabel('call', stamp),
      ...record,
      `Dial(${atBothEdges(plan, user, true)},300,Ib(offer^s^1)${legOptions(plan)})`,
      'Hangup(${HANGUPCAUSE})',
    ]);
  });
  const outside = [
    ...stamp,
    ...record,
    'Set(__CALLBACK=${PJSIP_HEADER(read,Priority,1)})',
    `Dial(PJSIP/outside/sip:\${FILTER(0-9+,\${EXTEN})}@${config.trunk.address}:${ports.outside},180,Ib(outgoing^s^1)${legOptions(plan)})`,
    'Hangup(${HANGUPCAUSE})',
  ];
  return [
    context(
      'from-positions',
      // Asterisk looks the extension up before it looks at Replaces: without a dialog to take over there is nothing
      extension('recover', ['Hangup(1)']),
      ...config.queues.map(({ id }) => extension(id, [`Goto(queue,${id},1)`])),
      ...positions,
      extension('_X.', outside),
      extension('_+X.', outside),
    ),
    context(
      'outgoing',
      extension('s', [
        // RFC 7090: psap-callback
        'GotoIf($[${LEN(${CALLBACK})} = 0]?done)',
        addHeader('Priority', '${CALLBACK}'),
        'done: Return()',
      ]),
    ),
  ].join('\n');
}
