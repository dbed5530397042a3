import type { EngineConfig, EngineState, ScreenInfo, StartProblem } from '@samband/telephony/contract';
import type { KeptFile } from './profile/kept.ts';
import { credentialsOf } from './profile/secret.ts';
import type { SecretKeeper } from './profile/secret.ts';
import type { Instance } from './profile/settings.ts';
import { choicesOf } from './site/directory.ts';
import { roleOf, startProblem } from './site/rules.ts';
import type { SiteSource } from './site/source.ts';

export interface FactsDeps {
  readonly source: SiteSource;
  readonly siteFile: string | undefined;
  readonly position: number | undefined;
  /** As the PC is set up; what the operator changed it to is the engine's, in its state. */
  readonly role: string | undefined;
  readonly version: string;
  readonly runtime: ScreenInfo['runtime'];
  readonly secret: SecretKeeper;
  readonly kept: KeptFile;
  readonly instance: Instance;
  /** The centre that this machine brings along. */
  practice?(): ScreenInfo['practice'];
  state(): EngineState | undefined;
  /** How old (ms) that is by the monotonic clock; undefined: it is from before this app started. */
  stateAge?(): number | undefined;
  /** The number of the one edge that the next engine begins with; undefined: all of them. */
  oneEdge?(): number | undefined;
  /** It begins with this edge alone, and without the calls of before. */
  handleCareful?(edge: string): void;
}

/** What main knows of the position, as the screen and the engine are told it. */
export interface Facts {
  /** What stands against starting. */
  problem(): StartProblem | undefined;
  info(): ScreenInfo;
  /** Of the next engine: a new epoch each time. Only where there is no problem. */
  config(after: EngineConfig['after']): EngineConfig;
}

/** The site as data, with one of its edges. */
function withEdge(data: unknown, name: string): unknown {
  const site = data as { exchange: { edges: { name: string }[] } };
  const edges = site.exchange.edges.filter((edge) => edge.name === name);
  return { ...site, exchange: { ...site.exchange, edges } };
}

export function createFacts(deps: FactsDeps): Facts {
  const { source, position, role, version, runtime, secret, kept } = deps;

  function problem(): StartProblem | undefined {
    const site = source.site();
    if (!site.ok) return site.problem;
    const choice = { site: site.site, file: deps.siteFile ?? '', position, role, testRuntime: runtime.test };
    return (
      startProblem(choice) ??
      source.problem() ??
      (secret.get() === undefined ? { kind: 'secret' } : undefined)
    );
  }

  /** What was kept of those who can be here; who has left the directory is nobody's business any more. */
  function personsHere(): ScreenInfo['persons'] {
    const here = new Set(['', ...(source.operators() ?? []).map(({ id }) => id)]);
    return Object.fromEntries(Object.entries(kept.persons()).filter(([person]) => here.has(person)));
  }

  return {
    problem,
    info() {
      const site = source.site();
      const operators = source.operators();
      const found = problem();
      const practice = deps.practice?.();
      return {
        ...(site.ok ? { site: site.data } : {}),
        position: position ?? 0,
        role: site.ok ? roleOf({ site: site.site, role }) : (role ?? ''),
        version,
        runtime,
        secret: secret.from,
        ...(found ? { problem: found } : {}),
        ...(operators ? { operators: choicesOf(operators) } : {}),
        place: kept.place(),
        persons: personsHere(),
        ...(practice ? { practice } : {}),
      };
    },
    config(after) {
      const site = source.site();
      const known = secret.get();
      if (!site.ok || position === undefined || known === undefined)
        throw new Error('no engine without a site');
      const operators = source.operators();
      const { edges } = site.site.exchange;
      const one = deps.oneEdge?.();
      const edge = one === undefined ? undefined : edges[one % edges.length];
      if (edge) deps.handleCareful?.(edge.name);
      const saved = deps.state();
      const age = deps.stateAge?.();
      return {
        site: edge ? withEdge(site.data, edge.name) : site.data,
        position,
        role: roleOf({ site: site.site, role }),
        ...(operators ? { operators: [...operators] } : {}),
        credentials: credentialsOf(site.site, position, known),
        instanceId: deps.instance.id,
        epoch: deps.instance.nextEpoch(),
        after,
        // What another position left in this profile is none of this one's business.
        ...(saved?.position === position
          ? { state: saved, ...(age === undefined ? {} : { stateAge: age }) }
          : {}),
        userAgent: `Samband/${version}`,
      };
    },
  };
}
