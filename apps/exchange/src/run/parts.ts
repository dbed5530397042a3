import { join } from 'node:path';
import type { EdgeName, Part, Plan, Ports } from '../config/plan.ts';
import { innerAddress } from '../config/plan.ts';
import type { Config } from '../config/config.ts';
import { rtpengineArguments } from '../generate/rtpengine.ts';
import type { Asterisk } from '../install/asterisk.ts';
import { findProgram } from '../install/packages.ts';
import { isListening, probeMediaProxy, probeSip, probeWebSocket } from './probe.ts';
import type { Program } from './process.ts';

export function edgeOf(part: Part): EdgeName | undefined {
  if (part === 'edge-a') return 'a';
  return part === 'edge-b' ? 'b' : undefined;
}

/** The program that is one part of the exchange. */
export function programOf(plan: Plan, part: Part, asterisk: Asterisk): Program {
  const home = plan.paths.part(part);
  if (part === 'rtpengine') return { command: found('rtpengine'), args: rtpengineArguments(plan), cwd: home };
  if (part === 'asterisk') {
    const [command = '', ...first] = asterisk.command;
    return { command, args: [...first, '-f', '-C', join(home, 'etc/asterisk.conf')], cwd: home };
  }
  const memory = ['-m', '64', '-M', '16'];
  const args = ['-DD', '-E', ...memory, '-f', join(home, 'kamailio.cfg'), '-Y', home, '-w', home];
  return { command: found('kamailio'), args, cwd: home };
}

function found(name: string): string {
  const path = findProgram(name);
  if (path === undefined) throw new Error(`${name} is not installed`);
  return path;
}

/** Asks a part over the network whether it does its work; rejects with what is wrong. */
export async function probePart({ config, ports }: Plan, part: Part): Promise<void> {
  if (part === 'rtpengine') return probeMediaProxy(innerAddress, ports.ng);
  if (part === 'asterisk') {
    await probeSip(innerAddress, ports.inner);
    for (const address of config.listen) await probeSip(address, ports.trunk);
    return;
  }
  const edge = ports.edges[part === 'edge-a' ? 'a' : 'b'];
  await probeSip(innerAddress, edge.inner);
  await probeWebSocket(`ws://${innerAddress}:${edge.ws}`);
  for (const address of config.listen) await probeWebSocket(`wss://${address}:${edge.wss}`);
}

/** A TCP port of this part that another program holds, as `address:port`. */
export async function takenPort(plan: Plan, part: Part): Promise<string | undefined> {
  for (const [address, port] of tcpPorts(plan.config, plan.ports, part))
    if (await isListening(address, port)) return `${address}:${port}`;
  return undefined;
}

function tcpPorts(config: Config, ports: Ports, part: Part): (readonly [address: string, port: number])[] {
  if (part === 'rtpengine') return [];
  if (part === 'asterisk')
    return [[innerAddress, ports.inner], ...config.listen.map((address) => [address, ports.trunk] as const)];
  const edge = ports.edges[part === 'edge-a' ? 'a' : 'b'];
  const outer = [edge.direct, edge.raw, edge.wss];
  return [
    [innerAddress, edge.inner],
    [innerAddress, edge.ws],
    ...config.listen.flatMap((address) => outer.map((port) => [address, port] as const)),
  ];
}
