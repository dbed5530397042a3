import type { Plan } from '../config/plan.ts';
import { innerAddress } from '../config/plan.ts';
import { mediaInterface } from './kamailio-media.ts';
import { waitLimitMs } from './kamailio-routes.ts';

/**
 * Command line of rtpengine in user space. Positions get ICE candidates of every listen address, so a position
 * that moves from one network to another finds one it can reach; the inner side stays on loopback, except that
 * callers of the direct trunk are met at the first listen address.
 */
export function rtpengineArguments({ config, ports }: Plan): string[] {
  const [first, last] = ports.rtpengineRtp;
  return [
    // one exchange must not take the system's settings, nor the ports that stand in them
    '--config-file=none',
    '--foreground',
    '--log-stderr',
    '--log-level=4',
    // one DTLS role in every offer and answer: a role that changes within a call breaks it
    '--dtls-passive',
    '--table=-1',
    `--listen-ng=${innerAddress}:${ports.ng}`,
    `--interface=${mediaInterface.inside}/${innerAddress}`,
    ...config.listen.map((address) => `--interface=${mediaInterface.positions}/${address}`),
    `--port-min=${first}`,
    `--port-max=${last}`,
    '--num-threads=2',
    // sound goes where SDP or ICE says, never to whoever sends
    '--endpoint-learning=off',
    '--timeout=60',
    '--silent-timeout=3600',
    // a little longer than an edge lets a call wait
    `--offer-timeout=${waitLimitMs / 1000 + 60}`,
    '--delete-delay=0',
  ];
}
