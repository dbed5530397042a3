import { isIPv4, isIPv6, Socket } from 'node:net';

/** Loopback by name or number, a Unix socket or a pipe. */
export function isLocal(host: string | undefined): boolean {
  if (host === undefined || host === 'localhost') return true;
  if (isIPv4(host)) return host.startsWith('127.');
  return isIPv6(host) ? host === '::1' : false;
}

function hostOf(args: readonly unknown[]): string | undefined {
  // net.connect() hands its normalised arguments over as one array: [options, callback].
  const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as readonly unknown[];
  if (typeof first === 'object' && first !== null)
    return 'host' in first && typeof first.host === 'string' ? first.host : undefined;
  return typeof first === 'number' && typeof second === 'string' ? second : undefined;
}

const { connect } = Socket.prototype;

/** Unit tests speak to nobody outside this machine: a connection elsewhere fails at once and says so. */
function guarded(this: Socket, ...args: unknown[]): Socket {
  const host = hostOf(args);
  if (!isLocal(host)) throw new Error(`A unit test tried to reach ${host}: unit tests have no network.`);
  return Reflect.apply(connect, this, args) as Socket;
}

// Files of one worker have one Socket, and each brings this along.
if (connect.name !== guarded.name) Socket.prototype.connect = guarded;
