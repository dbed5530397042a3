import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { handClock, quietLog } from '../parties/fakes.ts';
import { createNotifier, takeNotifyPlace } from './notify.ts';

it('takes what systemd says out of the environment', () => {
  const environment = { NOTIFY_SOCKET: '/run/n', WATCHDOG_USEC: '30000000', WATCHDOG_PID: '7', PATH: '/bin' };
  expect(takeNotifyPlace({ ...environment }, 8)).toEqual({ socket: '/run/n' });
  expect(takeNotifyPlace(environment, 7)).toEqual({ socket: '/run/n', within: 30_000 });
  expect(environment).toEqual({ PATH: '/bin' });
  expect(takeNotifyPlace(environment, 7)).toBeUndefined();
});

function notifier(place: { socket: string; within?: number } | undefined) {
  const [clock, log, told] = [handClock(), quietLog(), [] as string[]];
  let judged = 0;
  let fails = false;
  const made = createNotifier({
    place,
    clock,
    log,
    judged: () => judged,
    send(socket, message) {
      if (fails) return Promise.reject(Object.assign(new Error('gone'), { code: 'ENOENT' }));
      told.push(`${socket} ${message}`);
      return Promise.resolve();
    },
  });
  const judging = { on: true };
  clock.every(1000, () => (judged += judging.on ? 1 : 0));
  return { made, clock, log, told, judging, fail: () => (fails = true) };
}

it('says that it is up, and that all is well for as long as the heartbeats are judged', () => {
  const { made, clock, told, judging, log } = notifier({ socket: '@s', within: 30_000 });
  made.ready();
  clock.pass(30_500);
  expect(told).toEqual(['@s READY=1', '@s WATCHDOG=1', '@s WATCHDOG=1', '@s WATCHDOG=1']);
  judging.on = false;
  clock.pass(10_000);
  told.length = 0;
  clock.pass(60_000);
  expect(told).toEqual([]);
  expect(log.error).toHaveBeenCalled();
  made.dispose();
});

it('says nothing where nobody listens, and no more than asked', () => {
  const alone = notifier(undefined);
  alone.made.ready();
  alone.clock.pass(60_000);
  expect(alone.told).toEqual([]);
  const unwatched = notifier({ socket: '/s' });
  unwatched.made.ready();
  unwatched.clock.pass(60_000);
  expect(unwatched.told).toEqual(['/s READY=1']);
});

it('logs once that systemd cannot be told', async () => {
  const { made, clock, log, fail } = notifier({ socket: '/s', within: 3000 });
  fail();
  made.ready();
  await vi.waitFor(() => expect(log.error).toHaveBeenCalledOnce());
  clock.pass(20_000);
  await Promise.resolve();
  expect(log.error).toHaveBeenCalledOnce();
});

const program = '/usr/bin/systemd-notify';
const hears = (socket: string): string =>
  [
    'import os,socket',
    's=socket.socket(socket.AF_UNIX,socket.SOCK_DGRAM)',
    `s.bind(${JSON.stringify(socket)}.replace('@', '\\0', 1))`,
    's.settimeout(30)',
    'print("bound",flush=True)',
    // As systemd does: what comes along with a barrier is closed, and so the sender ends.
    'while True:',
    '  d,fds,_,_=socket.recv_fds(s,4096,4)',
    '  [os.close(f) for f in fds]',
    '  print(d.decode(),flush=True)',
    '  if fds: break',
  ].join('\n');

it.each(['path', 'abstract'])(
  'reaches a socket that is a %s',
  async (kind) => {
    if (!existsSync(program)) return;
    const { notifyBy } = await import('../processes/notify.ts');
    const socket =
      kind === 'path' ? join(mkdtempSync(join(tmpdir(), 'notify-')), 'n') : `@samband-test-${process.pid}`;
    const listener = execFile('python3', ['-c', hears(socket)]);
    const heard: string[] = [];
    listener.stdout?.on('data', (text: string) => heard.push(...text.trim().split('\n')));
    await vi.waitFor(() => expect(heard).toContain('bound'), 20_000);
    await notifyBy(program)(socket, 'WATCHDOG=1');
    await vi.waitFor(() => expect(heard).toContain('WATCHDOG=1'), 20_000);
  },
  60_000,
);
