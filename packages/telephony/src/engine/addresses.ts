import type { EngineConfig, QueueOfSite, Site } from '../contract/index.ts';
import { fillTemplate, problemOf, SambandError, siteSchema } from '../contract/index.ts';

/** What a position registers, filled in from the site. */
export interface Addresses {
  readonly site: Site;
  readonly ownAor: string;
  /** Stable over restarts: a new Contact would take another branch of every waiting call at the registrar. */
  readonly contactUser: string;
  /** How the position can call itself over one edge; undefined: the site file does not say. */
  readonly proofWay: { readonly target: string; readonly header: string } | undefined;
  queuesOf(role: string): readonly QueueOfSite[];
  aorOf(queue: QueueOfSite): string;
}

/** Throws SambandError `site.invalid` or `role.unknown`. */
export function addressesOf(config: EngineConfig): Addresses {
  const parsed = siteSchema.safeParse(config.site);
  if (!parsed.success) throw new SambandError(problemOf('site.invalid', 'input'), { cause: parsed.error });
  const site = parsed.data;
  if (!site.roles.some((item) => item.id === config.role))
    throw new SambandError(problemOf('role.unknown', 'input'));
  const values = { n: config.position, position: config.position, domain: site.exchange.domain };
  const { can, headers } = site.exchange;
  return {
    site,
    ownAor: fillTemplate(site.positions.aor, values),
    contactUser: `pos${config.position}`,
    proofWay:
      can.proof === undefined || headers.proof === undefined
        ? undefined
        : { target: fillTemplate(can.proof, values), header: headers.proof },
    queuesOf(role) {
      const held = site.roles.find((item) => item.id === role)?.queues ?? [];
      return site.queues.filter((queue) => held.includes(queue.id));
    },
    aorOf: (queue) => fillTemplate(queue.aor, values),
  };
}
