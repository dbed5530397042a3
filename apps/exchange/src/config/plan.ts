import { join } from 'node:path';
import type { Config } from './config.ts';

export const edgeNames = ['a', 'b'] as const;
export type EdgeName = (typeof edgeNames)[number];

export const parts = ['rtpengine', 'edge-a', 'edge-b', 'asterisk'] as const;
/** The parts of the exchange, in the order they are started. */
export type Part = (typeof parts)[number];

/** Ports of one edge. */
export type EdgePorts = {
  /** SIP toward the B2BUA, UDP and TCP, loopback only. */
  inner: number;
  /** Direct trunk: the caller's INVITE reaches the positions without the B2BUA (UDP and TCP). */
  direct: number;
  /** Direct trunk that never normalises, whatever the configuration says. */
  raw: number;
  /** SIP over WebSocket without TLS, loopback only. */
  ws: number;
  /** SIP over secure WebSocket, on every listen address. */
  wss: number;
};

/** All ports of an exchange. */
export type Ports = {
  /** Where callers come in (Asterisk, UDP and TCP), on every listen address. */
  trunk: number;
  /** Asterisk's SIP port toward the edges (UDP and TCP), loopback only. */
  inner: number;
  /** Where calls to outside numbers go, at `trunk.address`. */
  outside: number;
  edges: Record<EdgeName, EdgePorts>;
  /** Control port of rtpengine (UDP, loopback only). */
  ng: number;
  /** RTP of Asterisk and of rtpengine, first and last port. */
  asteriskRtp: readonly [number, number];
  rtpengineRtp: readonly [number, number];
};

/** The address on which the parts talk to each other. */
export const innerAddress = '127.0.0.1';

/** Number of ports one exchange takes from its base port on. */
export const portBlock = 8000;

export function planPorts(config: Pick<Config, 'basePort' | 'trunk'>): Ports {
  const base = config.basePort;
  const edge = (offset: number): EdgePorts => ({
    inner: base + offset,
    direct: base + offset + 1,
    ws: base + offset + 2,
    wss: base + offset + 3,
    raw: base + offset + 4,
  });
  return {
    trunk: base + 60,
    inner: base + 61,
    outside: config.trunk.port ?? base + 80,
    edges: { a: edge(10), b: edge(20) },
    ng: base + 30,
    asteriskRtp: [base + 100, base + 999],
    rtpengineRtp: [base + 1000, base + portBlock - 1],
  };
}

/** Files of a run folder. */
export type Paths = {
  dir: string;
  config: string;
  state: string;
  site: string;
  secrets: string;
  tls: string;
  sounds: string;
  recordings: string;
  log: (part: Part) => string;
  pid: (part: Part) => string;
  part: (part: Part) => string;
};

export function planPaths(dir: string): Paths {
  return {
    dir,
    config: join(dir, 'exchange.yaml'),
    state: join(dir, 'state.json'),
    site: join(dir, 'site.yaml'),
    secrets: join(dir, 'secrets.json'),
    tls: join(dir, 'tls'),
    sounds: join(dir, 'sounds'),
    recordings: join(dir, 'recordings'),
    log: (part) => join(dir, 'log', `${part}.log`),
    pid: (part) => join(dir, 'pid', `${part}.json`),
    part: (part) => join(dir, part),
  };
}

/** Everything the generators need to know. */
export type Plan = { config: Config; ports: Ports; paths: Paths };
