import type { Event, Report } from '../contract/index.ts';
import type { Due } from './alarms.ts';

export const journalAlarm = 'journal.failed';
export const jumpedClock = 'clock.jumped';
export const refusedCertificate = (edge: string): string => `certificate.refused:${edge}`;

/** What a report of main must make an operator or technician look at. */
export function reportAlarm(report: Report): Due | undefined {
  if (report.type === 'certificate.expiring') {
    const { edge, days } = report.payload;
    return { id: `certificate:${edge}`, rank: 3, kind: 'certificate.expiring', values: { edge, days } };
  }
  if (report.type === 'certificate.refused') {
    const { edge, why } = report.payload;
    return { id: refusedCertificate(edge), rank: 1, kind: 'certificate.refused', values: { edge, why } };
  }
  if (report.type === 'engine.careful')
    return { id: 'engine.careful', rank: 2, kind: 'engine.careful', values: { ...report.payload } };
  if (report.type === 'journal.failed') return { id: journalAlarm, rank: 2, kind: 'journal.failed' };
  return undefined;
}

/** Alarms that an event puts an end to: the edge stands again, or what cannot be mended here was seen. */
export function clearedBy(event: Event): string | undefined {
  if (event.type === 'edge.connected') return refusedCertificate(event.edge);
  if (event.type === 'journal.opened') return journalAlarm;
  return event.type === 'alarm.acknowledged' && event.alarm === jumpedClock ? jumpedClock : undefined;
}
