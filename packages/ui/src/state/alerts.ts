import type { Alarm, Caller, EdgeState, Snapshot, SoundUse } from '@samband/telephony/contract';
import { isOfSecret, worstRefusal } from '@samband/telephony/contract';
import { callerName, numbersOf } from '../format/caller.ts';
import { isMessageKey, problemWords } from '../messages/index.ts';
import type { MessageKey, Texts, Values } from '../messages/index.ts';
import { uses as ownUses } from './devices.ts';
import { secondUses } from './medlytt.ts';
import type { ConsoleState, Notice } from './types.ts';

/** One thing that the operator must know, and the presses that belong to it. */
export interface Alert {
  readonly id: string;
  /** 1 now, 2 soon, 3 to be known. */
  readonly rank: 1 | 2 | 3;
  readonly text: string;
  /** UTC ms. */
  readonly since?: number;
  readonly acknowledged: boolean;
  /** The alarm to acknowledge. */
  readonly alarm?: string;
  /** The notice to close. */
  readonly notice?: string;
  readonly retryMicrophone?: true;
  /** The position's secret may be given anew. */
  readonly asksSecret?: true;
}

/** Clock difference (ms) from which the times on the screen count as doubtful. */
const skewLimit = 2000;

interface Condition {
  readonly kind: string;
  readonly rank: 1 | 2 | 3;
  readonly text: string;
  readonly edge?: string;
  /** Which of the sound devices. */
  readonly use?: SoundUse;
  readonly retryMicrophone?: true;
  readonly asksSecret?: true;
}

const edgeWords = (reason: string | undefined): MessageKey => {
  const key = `edge.reason.${reason ?? 'unknown'}`;
  return isMessageKey(key) ? key : 'edge.reason.unknown';
};

const isProven = ({ proof }: EdgeState): boolean => proof === 'proven';

/** A call of this position to itself did not come back over this edge. */
function deafConditions(edge: EdgeState, edges: readonly EdgeState[], { t }: Texts): Condition[] {
  if (edge.proof !== 'silent' && edge.proof !== 'refused') return [];
  const values = { edge: edge.name, why: edge.proof };
  return edges.some(isProven)
    ? [{ kind: 'edge.deaf', rank: 2, text: t('condition.edgeDeaf', values), edge: edge.name }]
    : [{ kind: 'position.deaf', rank: 1, text: t('condition.positionDeaf', values), edge: edge.name }];
}

function edgeConditions(edge: EdgeState, { edges, outageSince }: Snapshot, texts: Texts): Condition[] {
  const { t } = texts;
  const certificate = /^certificate\.(expired|unknown|invalid)$/.exec(edge.reason ?? '')?.[1];
  const of = { edge: edge.name };
  if (certificate !== undefined && edge.state !== 'connected') {
    const key = `condition.certificate.${certificate as 'expired' | 'unknown' | 'invalid'}` as const;
    return [{ kind: 'certificate.refused', rank: 1, text: t(key, of), ...of }];
  }
  const refusal = worstRefusal(edge);
  if (refusal) {
    const values = { edge: edge.name, status: refusal.status };
    const asks = isOfSecret(refusal) ? ({ asksSecret: true } as const) : {};
    return [{ kind: 'credentials.refused', rank: 1, text: t('condition.refused', values), ...of, ...asks }];
  }
  if (edge.state === 'connected') return deafConditions(edge, edges, texts);
  if (edge.state !== 'lost' || outageSince !== undefined) return [];
  const values = { edge: edge.name, n: Math.max(1, edge.attempt), reason: t(edgeWords(edge.reason)) };
  // That calls come over the other one is said where it is known.
  const key = edges.some(isProven) ? 'condition.edgeLost' : 'condition.edgeLostAlone';
  return [{ kind: 'edge.lost', rank: 2, text: t(key, values), ...of }];
}

function deviceConditions(snapshot: Snapshot, { t }: Texts): Condition[] {
  const { microphone, uses } = snapshot;
  const found: Condition[] = [];
  if (microphone === 'missing' || microphone === 'refused' || microphone === 'failed')
    found.push({
      kind: `microphone.${microphone}`,
      rank: 1,
      text: t(`condition.microphone.${microphone}`),
      retryMicrophone: true,
    });
  for (const use of [...ownUses, ...secondUses]) {
    const chosen = uses[use];
    if (chosen?.fellBack !== true) continue;
    const isSecond = use === 'medlytt' || use === 'medlyttMicrophone';
    // Nothing stands in for the second headset: it is said what is gone.
    const label = isSecond ? chosen.label : (chosen.standIn ?? chosen.label);
    found.push({ kind: 'device.fellBack', rank: 2, text: t(`condition.fellBack.${use}`, { label }), use });
  }
  return found;
}

function skewCondition(ms: number, { t }: Texts): Condition[] {
  if (Math.abs(ms) <= skewLimit) return [];
  const values = { ahead: ms > 0 ? 'yes' : 'no', seconds: Math.round(Math.abs(ms) / 1000) };
  return [{ kind: 'clock.skew', rank: 2, text: t('condition.clockSkew', values) }];
}

function lostConditions(lost: readonly string[], { t }: Texts): Condition[] {
  if (lost.length === 0) return [];
  const names = lost.map((name) => {
    const key = `process.${name}`;
    return isMessageKey(key) ? t(key) : name;
  });
  return [{ kind: 'process.lost', rank: 3, text: t('condition.lost', { what: names.join(', ') }) }];
}

/** What is wrong right now, read from the snapshot itself: true even when nobody raised an alarm. */
function conditions(state: ConsoleState, texts: Texts): Condition[] {
  const { snapshot, link, seenAt, info } = state;
  const { t, time } = texts;
  if (link === 'absent' || (link === 'attaching' && seenAt === 0)) {
    const key = seenAt === 0 ? 'condition.starting' : 'condition.stale';
    return [{ kind: 'link', rank: seenAt === 0 ? 3 : 1, text: t(key, { time: time(seenAt, true) }) }];
  }
  const found: Condition[] = [];
  if (snapshot.outageSince !== undefined) {
    const key = snapshot.edges.length > 1 ? 'condition.outage' : 'condition.outageOne';
    found.push({ kind: 'outage', rank: 1, text: t(key, { time: time(snapshot.outageSince, true) }) });
  }
  found.push(
    ...snapshot.edges.flatMap((edge) => edgeConditions(edge, snapshot, texts)),
    ...deviceConditions(snapshot, texts),
    ...skewCondition(snapshot.clockSkewMs, texts),
    ...lostConditions(snapshot.lost, texts),
  );
  if (typeof info === 'object' && info.secret === 'session')
    found.push({ kind: 'secret.session', rank: 3, text: t('condition.secretSession') });
  return found;
}

/** The callers that alarms can be about, by call. */
function callersOf({ snapshot: { waiting, calls, alarms } }: ConsoleState): ReadonlyMap<string, Caller> {
  if (alarms.length === 0) return new Map();
  return new Map([...waiting, ...calls].map(({ call, caller }) => [call, caller]));
}

/** The words of an alarm; a kind without words of its own is still shown, by its name. */
function alarmText(alarm: Alarm, caller: Caller | undefined, { site }: ConsoleState, texts: Texts): string {
  const { t } = texts;
  const key = `alarm.${alarm.kind}`;
  const who = caller ? callerName(caller, texts, numbersOf(site)) : '–';
  const values: Values = { edge: '–', days: '–', ...alarm.values, who, kind: alarm.kind };
  return isMessageKey(key) ? t(key, values) : t('alarm.other', values);
}

/** What the second press of a button is for. */
function confirmText(action: string, { t }: Texts): string {
  const key = `confirm.${action}`;
  return isMessageKey(key) ? t(key) : t('notice.confirmKey', { what: action });
}

function noticeText(notice: Notice, texts: Texts): string {
  const { t } = texts;
  if (notice.kind === 'confirmKey') return confirmText(notice.action ?? '', texts);
  const what = notice.command
    ? t(`command.${notice.command}`)
    : notice.order
      ? t(`practice.order.${notice.order}`)
      : '';
  const { error } = notice;
  const why = error ? (problemWords(error, texts) ?? error.code) : '';
  return t(`notice.${notice.kind}`, { what, why });
}

const noticeRank = {
  refused: 2,
  noReply: 2,
  notSent: 2,
  cut: 2,
  closeRefused: 2,
  unreadable: 3,
  notKept: 3,
  notOrdered: 2,
  confirmKey: 2,
} as const;

function ofAlarm(alarm: Alarm, text: string): Alert {
  const { id, rank, since, acknowledged } = alarm;
  return { id, rank, text, since, acknowledged, alarm: id };
}

/** A condition says more than its alarm (time, attempts, what to do), so it speaks for it and takes its acknowledgement. */
function ofCondition({ kind, edge, use, ...condition }: Condition, alarm: Alarm | undefined): Alert {
  const id = `condition.${kind}.${edge ?? use ?? ''}`;
  if (!alarm) return { id, ...condition, acknowledged: false };
  const { since, acknowledged } = alarm;
  return { id, ...condition, since, acknowledged, alarm: alarm.id };
}

function ofNotice(notice: Notice, texts: Texts): Alert {
  const { id, kind, at } = notice;
  return {
    id,
    rank: noticeRank[kind],
    text: noticeText(notice, texts),
    since: at,
    acknowledged: false,
    notice: id,
  };
}

type AlertOf = (alarm: Alarm, caller: Caller | undefined, state: ConsoleState) => Alert;

/** Everything to be said: what is not acknowledged first, then by rank. */
function everything(state: ConsoleState, texts: Texts, alertOf: AlertOf): Alert[] {
  const { snapshot, notices } = state;
  const callers = callersOf(state);
  const spokenFor = new Set<string>();
  const found = conditions(state, texts).map((condition) => {
    const alarm = snapshot.alarms.find(
      ({ id, kind, values }) =>
        !spokenFor.has(id) &&
        kind === condition.kind &&
        (values?.['edge'] === undefined || values['edge'] === condition.edge),
    );
    if (alarm) spokenFor.add(alarm.id);
    return ofCondition(condition, alarm);
  });
  const rest = snapshot.alarms.filter((alarm) => !spokenFor.has(alarm.id));
  return [
    ...found,
    ...rest.map((alarm) => alertOf(alarm, callers.get(alarm.call ?? ''), state)),
    ...notices.map((notice) => ofNotice(notice, texts)),
  ].sort((a, b) => Number(a.acknowledged) - Number(b.acknowledged) || a.rank - b.rank);
}

interface Remembered {
  readonly alarm: Alarm;
  readonly caller: Caller | undefined;
  readonly site: ConsoleState['site'];
  readonly alert: Alert;
}

/**
 * Reads the alerts of a state in one language: the same list for the same state, and the same alert for an alarm that
 * did not change. Two hundred callers over their limit are two hundred alarms, and each second brings another state.
 */
export function createAlerts(texts: Texts): (state: ConsoleState) => readonly Alert[] {
  let known = new Map<string, Remembered>();
  let read: { readonly state: ConsoleState; readonly list: readonly Alert[] } | undefined;
  return (state) => {
    if (read?.state === state) return read.list;
    const before = known;
    known = new Map();
    const list = everything(state, texts, (alarm, caller, { site }) => {
      const old = before.get(alarm.id);
      const same = old?.alarm === alarm && old.caller === caller && old.site === site;
      const alert = same ? old.alert : ofAlarm(alarm, alarmText(alarm, caller, state, texts));
      known.set(alarm.id, { alarm, caller, site, alert });
      return alert;
    });
    read = { state, list };
    return list;
  };
}
