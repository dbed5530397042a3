import type { Report } from '../contract/index.ts';
import type { Due } from './alarms.ts';

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
  return undefined;
}
