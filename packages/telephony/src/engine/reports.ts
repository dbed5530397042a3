import type { Report } from '../contract/index.ts';
import type { Due } from './alarms.ts';

/** What a report of main must make an operator or technician look at. */
export function reportAlarm(report: Report): Due | undefined {
  if (report.type !== 'certificate.expiring') return undefined;
  const { edge, days } = report.payload;
  return { id: `certificate:${edge}`, rank: 3, kind: 'certificate.expiring', values: { edge, days } };
}
