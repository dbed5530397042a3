import { alarmHeader, exchangeHeaders } from '../generate/headers.ts';
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
} from '../generate/lines.ts';
import { towardPositions } from './pjsip.ts';
import type { PlainPlan } from './plan.ts';

/**
 * The dial plan. A queue call is answered with announcement and music; Queue gives it a place, in which it rings until
 * somebody answers or the caller leaves:
 *
 * ```
 * caller ── Queue ── Local place ── Dial ─┬─ every contact at the queue's address now
 *                                         ├─ Local joining ── each second: who is ready since? Dial them, and go on so
 *                                         └─ Local unattended ── nobody ready? ring all who are signed in
 * ```
 * Who answers wins; Asterisk cancels the others with Q.850 cause 26 through all Local channels.
 */
export function plainDialplan(plan: PlainPlan): string {
  return [
    '[general]\nstatic=yes\nwriteprotect=yes\n',
    context('from-trunk', ...plan.config.queues.map(({ id }) => extension(id, [`Goto(queue,${id},1)`]))),
    queue(plan),
    ...plan.config.queues.flatMap(({ id }) => [place(id), joining(id), unattended(plan, id)]),
    ended,
    offer,
    proofContext,
    fromPositions(plan),
  ].join('\n');
}

/** All contacts at an address, as Dial wants them. The user goes into Request-URI and To: what the call is for. */
const contactsAt = (user: string, endpoint: string = towardPositions.narrow): string =>
  `\${PJSIP_DIAL_CONTACTS(${endpoint},${user},${user})}`;

const stamp = ['Set(__CALL=${UNIQUEID}-${RAND(100000,999999)})', 'Set(__CAME_IN=${STRFTIME(,UTC,%s%3q)})'];

function queue({ config }: PlainPlan): string {
  return context(
    'queue',
    ...config.queues.map(({ id }) =>
      extension(id, [
        ...stamp,
        `Set(__QUEUE=${id})`,
        'Set(__CALLER_LEG=${CHANNEL})',
        ...readHeaders,
        'Answer()',
        'wait: Set(SHARED(LOST)=)',
        // a call that comes back (position 1) goes to the front
        `Queue(${id},cI,,,,,,,\${AT})`,
        'GotoIf($["${QUEUESTATUS}" = "CONTINUE" & "${SHARED(LOST)}" != "yes"]?done)',
        'Set(AT=1)',
        'Wait(0.2)',
        'Goto(wait)',
        'done: Hangup(16)',
      ]),
    ),
  );
}

/** Ends a leg: judged only where the position itself was dialled, not in the Local channels around it. */
const over = ['GotoIf($["${DIALSTATUS}:${DIALEDPEERNAME:0:5}" = "ANSWER:PJSIP"]?ended,s,1)', 'Hangup(16)'];

function place(id: string): string {
  return context(
    `place-${id}`,
    extension('_X!', [
      `Set(__RUNG=${contactsAt(id)})`,
      `Dial(\${RUNG}&Local/\${EXTEN}@joining-${id}/n&Local/\${EXTEN}@unattended-${id}/n,,gIb(offer^s^1))`,
      ...over,
    ]),
  );
}

/** Looks each second for contacts that have not been rung, or left in between, and rings those. */
function joining(id: string): string {
  return context(
    `joining-${id}`,
    extension('_X!', [
      `look: Set(NEW=${contactsAt(id)})`,
      'Set(REST=${RUNG})',
      'Set(KEPT=)',
      'each: GotoIf($[${LEN(${REST})} = 0]?seen)',
      'Set(ONE=${SHIFT(REST,&)})',
      'Set(LEFT=${LISTFILTER(NEW,&,${ONE})})',
      'GotoIf($[${LEN(${LEFT})} = ${LEN(${NEW})}]?each)',
      'Set(KEPT=${KEPT}&${ONE})',
      'Set(NEW=${LEFT})',
      'Goto(each)',
      'seen: Set(__RUNG=${KEPT})',
      'GotoIf($[${LEN(${NEW})} > 0]?ring)',
      'Wait(1)',
      'Goto(look)',
      'ring: Set(__RUNG=${KEPT}&${NEW})',
      `Dial(\${NEW}&Local/\${EXTEN}@joining-${id}/n,,gIb(offer^s^1))`,
      ...over,
    ]),
  );
}

function unattended({ config }: PlainPlan, id: string): string {
  const { seconds, positions } = config;
  const own = Array.from({ length: positions }, (_, index) => `pos${index + 1}`).map(
    (user) => `\${PJSIP_DIAL_CONTACTS(${towardPositions.narrow},${user},${id})}`,
  );
  return context(
    `unattended-${id}`,
    extension('_X!', [
      'Set(__ALARM=unattended)',
      `wait: Wait(${seconds.unattended})`,
      `ask: GotoIf($[\${LEN(${contactsAt(id)})} > 0]?wait)`,
      `Dial(${own.join('&')},${seconds.unattended},gIb(offer^s^1))`,
      'GotoIf($["${DIALSTATUS}" = "ANSWER"]?ended,s,1)',
      'Wait(1)',
      'Goto(ask)',
    ]),
  );
}

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
const offer = context(
  'offer',
  extension('s', [
    // Local channels are dialled beside the positions, and have no headers
    'GotoIf($["${CHANNEL(channeltype)}" != "PJSIP"]?done)',
    addHeader(exchangeHeaders.call, '${CALL}'),
    addHeader(exchangeHeaders.cameIn, '${CAME_IN}'),
    'GotoIf($["${QUEUE}" = ""]?caller)',
    addHeader(exchangeHeaders.queueLength, '${QUEUE_WAITING_COUNT(${QUEUE})}'),
    'GotoIf($["${ALARM}" = ""]?caller)',
    addHeader(alarmHeader, '${ALARM}'),
    'caller: NoOp()',
    ...passHeaders,
    'done: Return()',
  ]),
);

function fromPositions({ config, ports }: PlainPlan): string {
  const positions = Array.from({ length: config.positions }, (_, index) => `pos${index + 1}`).map((user) =>
    extension(user, [
      ...proofFirst([
        `Set(CONTACTS=${contactsAt(user)})`,
        'GotoIf($[${LEN(${CONTACTS})} = 0]?gone)',
        `Dial(\${CONTACTS},${proofSeconds},Ib(proof^s^1))`,
      ]),
      ...withLabel('call', stamp),
      `Set(CONTACTS=${contactsAt(user, towardPositions.wide)})`,
      // nobody there: temporarily unavailable
      'GotoIf($[${LEN(${CONTACTS})} = 0]?gone)',
      'Dial(${CONTACTS},300,Ib(offer^s^1))',
      'Hangup(${HANGUPCAUSE})',
      'gone: Hangup(20)',
    ]),
  );
  const outside = [
    'Set(__CALLBACK=${PJSIP_HEADER(read,Priority,1)})',
    `Dial(PJSIP/trunk/sip:\${FILTER(0-9+,\${EXTEN})}@${config.trunk.address}:${ports.outside},180,Ib(outgoing^s^1))`,
    'Hangup(${HANGUPCAUSE})',
  ];
  return [
    context(
      'from-positions',
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
