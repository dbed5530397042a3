import type { Site, StartProblem } from '@samband/telephony/contract';
import type { z } from 'zod';
import { isLoopback } from '../hardening/loopback.ts';

/**
 * What the shape alone cannot say about the way to the exchange: plain ws:// only on this machine or in an
 * exercise, and wss:// only with the certificate that is expected there (docs: pins as [current, next]).
 */
function edgeIssues(site: Site): z.core.$ZodIssue[] {
  return site.exchange.edges.flatMap((edge, index): z.core.$ZodIssueCustom[] => {
    const at = ['exchange', 'edges', index];
    if (edge.url.startsWith('ws:'))
      return isLoopback(edge.url) || site.site.exercise
        ? []
        : [{ code: 'custom', path: [...at, 'url'], message: 'wss://…', input: edge.url }];
    if (edge.certificates.length > 0) return [];
    const message = 'certificates: ["sha256/…"]';
    return [{ code: 'custom', path: [...at, 'certificates'], message, input: undefined }];
  });
}

/** RFC 6761 §6, RFC 2606: names that no exchange outside a laboratory can have. */
const unreal = /(?:^|\.)(?:test|example|invalid|localhost)$/i;
/** Only an exchange that a console brings along answers for names under this one. */
const embedded = /(?:^|\.)practice\.test$/i;

/**
 * Training never touches a real exchange: an exercise names none, by the kind of name that its domain is, which is
 * also the realm of every password. And a site at work does not name an embedded exchange.
 */
function domainIssues({ site, exchange }: Site): z.core.$ZodIssue[] {
  const { domain } = exchange;
  const wrong = site.exercise ? !unreal.test(domain) : embedded.test(domain);
  if (!wrong) return [];
  const message = site.exercise ? '*.test (site.exercise: true)' : 'site.exercise: true';
  return [{ code: 'custom', path: ['exchange', 'domain'], message, input: domain }];
}

/** All that stands against a site file whose shape is right. */
export function siteIssues(site: Site): z.core.$ZodIssue[] {
  return [...domainIssues(site), ...edgeIssues(site)];
}

export interface Choice {
  readonly site: Site;
  readonly file: string;
  readonly position: number | undefined;
  readonly role: string | undefined;
  /** Not the runtime that the product ships on. */
  readonly testRuntime: boolean;
}

/** The role of the position: the one asked for, or the site's first. */
export function roleOf({ site, role }: Pick<Choice, 'site' | 'role'>): string {
  return role ?? site.roles[0]?.id ?? '';
}

/** What stands against starting with this site, position and role; undefined when nothing does. */
export function startProblem(choice: Choice): StartProblem | undefined {
  const { site, position } = choice;
  const safe = site.site.exercise || site.exchange.edges.every((edge) => isLoopback(edge.url));
  if (choice.testRuntime && !safe) return { kind: 'runtime' };
  const { count } = site.positions;
  if (position === undefined || position > count) return { kind: 'position', count };
  if (site.roles.some((role) => role.id === roleOf(choice))) return undefined;
  const expected = site.roles.map((role) => role.id).join(' | ');
  return { kind: 'site', file: choice.file, path: `roles: ${roleOf(choice)}`, expected };
}
