import type { Config } from '../config/config.ts';
import { planPaths, type Paths } from '../config/plan.ts';

/** All ports of a plain Asterisk. */
export type PlainPorts = {
  /** Where callers come in (UDP and TCP), on every listen address. */
  trunk: number;
  /** Where calls to outside numbers go, at `trunk.address`. */
  outside: number;
  /** SIP over WebSocket without TLS, loopback only; path /ws. */
  ws: number;
  /** SIP over secure WebSocket; path /ws. */
  wss: number;
  /** RTP, first and last port. */
  rtp: readonly [number, number];
};

/** Number of ports it takes from its base port on. */
export const plainPortBlock = 2000;
/** Below the reference exchange, so that both can stand on one machine. */
export const plainBasePort = 12_000;

export function planPlainPorts({ basePort, trunk }: Pick<Config, 'basePort' | 'trunk'>): PlainPorts {
  return {
    trunk: basePort + 60,
    outside: trunk.port ?? basePort + 80,
    ws: basePort + 12,
    wss: basePort + 13,
    rtp: [basePort + 100, basePort + plainPortBlock - 1],
  };
}

/** Everything the generators need to know. */
export type PlainPlan = { config: Config; ports: PlainPorts; paths: Paths };

export function planPlain(config: Config, dir: string): PlainPlan {
  return { config, ports: planPlainPorts(config), paths: planPaths(dir) };
}

/** Address of the WebSocket for consoles. */
export function plainUrl({ config, ports }: Pick<PlainPlan, 'config' | 'ports'>): string {
  return `wss://${config.listen[0] ?? '127.0.0.1'}:${ports.wss}/ws`;
}
