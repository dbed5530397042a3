import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../process.ts';

/** Of TEST-NET-2 (RFC 5737): where the exchange can be reached from a namespace. */
export const meetingAddress = '198.51.100.1';

/** A network of its own for one position: two cables to the exchange, of which one is plugged in. */
export interface Namespace {
  readonly name: string;
  /** Address of the position by cable. */
  readonly addresses: readonly [string, string];
  /** Plugs the other cable in and pulls the first: the position's address is another one from now on. */
  changeAddress(): Promise<void>;
  /** Pulls whatever is plugged in. */
  unplug(): Promise<void>;
  /** A script that runs a program inside, with the arguments and open files it is given. */
  wrap(program: string): Promise<string>;
  close(): Promise<void>;
}

const ip = (...args: string[]): Promise<string> => run('ip', args);
const quietly = (...args: string[]): Promise<unknown> => ip(...args).catch(() => undefined); // it is gone already

/** Gives this machine the address at which namespaces meet the exchange. Idempotent. */
export async function addMeetingAddress(): Promise<void> {
  const shown = await ip('address', 'show', 'dev', 'lo');
  if (!shown.includes(`${meetingAddress}/32`))
    await ip('address', 'add', `${meetingAddress}/32`, 'dev', 'lo');
}

export async function removeMeetingAddress(): Promise<void> {
  await quietly('address', 'del', `${meetingAddress}/32`, 'dev', 'lo');
}

/** Namespaces need root; `number` 1 … 9 keeps several apart. */
export async function createNamespace(number = 1): Promise<Namespace> {
  const name = `samband-${number}`;
  const folder = await mkdtemp(join(tmpdir(), 'samband-namespace-'));
  const cable = (which: 1 | 2) => ({
    outside: `sb${number}${which}`,
    inside: `sb${number}${which}i`,
    host: `10.19${which}.${number}.1`,
    position: `10.19${which}.${number}.2`,
  });
  const [first, second] = [cable(1), cable(2)];
  const inside = (...args: string[]): Promise<string> => ip('-n', name, ...args);
  const plug = async (one: typeof first): Promise<void> => {
    await ip('link', 'add', one.outside, 'type', 'veth', 'peer', 'name', one.inside, 'netns', name);
    await ip('address', 'add', `${one.host}/24`, 'dev', one.outside);
    await ip('link', 'set', one.outside, 'up');
    await inside('address', 'add', `${one.position}/24`, 'dev', one.inside);
    await inside('link', 'set', one.inside, 'up');
    await inside('route', 'replace', 'default', 'via', one.host);
  };
  const pull = (one: typeof first): Promise<unknown> => quietly('link', 'del', one.outside);

  await quietly('netns', 'del', name);
  await Promise.all([pull(first), pull(second)]);
  await ip('netns', 'add', name);
  await inside('link', 'set', 'lo', 'up');
  await plug(first);
  return {
    name,
    addresses: [first.position, second.position],
    async changeAddress() {
      await pull(first);
      await plug(second);
    },
    async unplug() {
      await Promise.all([pull(first), pull(second)]);
    },
    async wrap(program) {
      const script = join(folder, 'run');
      await writeFile(script, `#!/bin/sh\nexec ip netns exec ${name} ${program} "$@"\n`);
      await chmod(script, 0o755);
      return script;
    },
    async close() {
      await Promise.all([pull(first), pull(second)]);
      await quietly('netns', 'del', name);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
