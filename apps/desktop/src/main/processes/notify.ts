import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** systemd's own sender. Node has no datagrams over AF_UNIX, and a module in C would be one more thing to build. */
export const systemdNotify = '/usr/bin/systemd-notify';

/**
 * Sends by a program that ends when it was heard: systemd cannot tell whom a message of a process is from that has
 * gone. It speaks for its parent, which the unit allows by `NotifyAccess=all`. Main does not wait for it.
 */
export const notifyBy =
  (program: string) =>
  async (socket: string, message: string): Promise<void> => {
    await run(program, [message], {
      timeout: 5000,
      env: { NOTIFY_SOCKET: socket },
    });
  };
