import type { Exchange, PositionSecret } from '@samband/exchange';
import type { PortRange } from '../network/open-ports.ts';
import type { Answerer, CallerOptions, Party, Trunk } from '../callers/caller.ts';

/** What a scenario may need of an exchange, or of the instruments that there are at it. */
export type Ability =
  /** Two edges that live apart. */
  | 'twoEdges'
  /** A restarted engine takes its call back. */
  | 'recover'
  /** It records, and says so. */
  | 'recording'
  /** It rings all who are signed in when nobody is ready. */
  | 'unattended'
  /** It answers who waits, with an announcement and music. */
  | 'announcement'
  /** Any SIP telephone may call. */
  | 'telephones'
  /** A stranger who sends to its media ports is never heard. */
  | 'strangersUnheard'
  /** Who is called sees the digits that a position sends. */
  | 'digits';

/** Of a site file, what the tests read. */
export interface SiteOfTarget {
  readonly exchange: {
    readonly domain: string;
    readonly edges: readonly { readonly name: string; readonly url: string }[];
    readonly headers?: object | undefined;
    readonly can?: object | undefined;
  };
  readonly queues: readonly { readonly id: string; readonly aor: string }[];
}

/** An exchange that the scenarios run against. They see nothing of it but this. */
export interface Target {
  readonly name: string;
  /** The site file as data: all that a console knows of it. */
  readonly site: SiteOfTarget;
  /** Abilities that it does not have, each with the reason. */
  readonly lacks: Readonly<Partial<Record<Ability, string>>>;
  secrets(position: number): Promise<PositionSecret>;
  caller(options: CallerOptions): Promise<Party>;
  /** Someone who can be called: waits where the exchange sends what positions dial. */
  answerer(options: { sound: number; atOnce: boolean }): Promise<Answerer>;
  /** How many contacts there are for a user (`113`, `pos1`): the most at any edge. */
  registrations(user: string): Promise<number>;
  /** Brings back what a test has left down. */
  mend(): Promise<void>;
  close(): Promise<void>;
  /** Where telephones come in; absent where there is no telephone network. */
  readonly trunk?: Trunk;
  /** Ranges of its media ports; absent where there are none: the parties' browsers talk to each other. */
  readonly media?: readonly PortRange[];
  /** Its parts, which a test may kill: the reference exchange only. */
  readonly parts?: Exchange;
}

/** What the site file itself does not declare. */
export function notDeclared({ exchange }: SiteOfTarget): Partial<Record<Ability, string>> {
  const { can = {}, headers = {} } = exchange;
  return {
    ...(exchange.edges.length > 1 ? {} : { twoEdges: 'one edge in the site file' }),
    ...('recover' in can ? {} : { recover: 'not under exchange.can' }),
    ...('recording' in headers ? {} : { recording: 'not among exchange.headers' }),
  };
}
