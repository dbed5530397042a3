import { createSocket } from 'node:dgram';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { closeSync, openSync, readSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from '../process.ts';
import type { Running } from '../process.ts';
import { freePort } from './port.ts';

/** One SIPp process that plays one call. */
export interface SippCall {
  /** Resolves with the words after `samband ` of the first line that begins so. */
  tells(what: string, withinMs?: number): Promise<string[]>;
  /** Moves the scenario on: a MESSAGE with the call's Call-ID is its signal. */
  signal(callId?: string): Promise<void>;
  /** The same as if it came with the headers of the INVITE, since SIPp answers the last message it saw. */
  signalAsInvite(): Promise<void>;
  /** Resolves with the exit code: 0 when the whole scenario was played. */
  readonly ended: Promise<number>;
  /** The scenario has been played, or will not be. */
  over(): boolean;
  /** All SIP messages of the call so far, as text. */
  messages(): Promise<string>;
  stop(): Promise<void>;
}

export interface SippOptions {
  readonly scenario: string;
  /** Address and port that SIPp sends from and listens at. */
  readonly local: { readonly address: string; readonly port: number };
  /** Where it dials; absent for one who waits to be called. */
  readonly remote?: { readonly address: string; readonly port: number };
}

/** Lines of the log file that SIPp has written so far, read by way of `bytes`. SIPp flushes each line. */
function linesOf(file: string, bytes: Buffer): string[] {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    return []; // not made before the first line
  }
  const count = readSync(handle, bytes, 0, bytes.length, 0);
  closeSync(handle);
  return bytes.toString('utf8', 0, count).split('\n');
}

/** Starts SIPp for one call. `local.port` 0 takes a free one. */
export async function startSipp(options: SippOptions): Promise<SippCall> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-sipp-'));
  const [scenario, log, messages] = ['scenario.xml', 'log.txt', 'messages.txt'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await writeFile(scenario, options.scenario);
  const { address } = options.local;
  const port = options.local.port === 0 ? await freePort(address) : options.local.port;
  const callId = `call-${port}-${Date.now()}@${address}`;
  const running: Running = start(
    'sipp',
    [
      ...(options.remote ? [`${options.remote.address}:${options.remote.port}`] : []),
      ...[
        '-sf',
        scenario,
        '-m',
        '1',
        '-i',
        address,
        '-p',
        String(port),
        '-cid_str',
        callId,
        '-nostdin',
        '-aa',
      ],
      ...['-trace_logs', '-log_file', log, '-trace_msg', '-message_file', messages, '-trace_err'],
      ...['-error_file', join(folder, 'errors.txt'), '-nd', '-timeout', '600'],
    ],
    { cwd: folder },
  );
  const bytes = Buffer.allocUnsafe(65_536);
  const told = (): string[] => linesOf(log, bytes);
  const errors = (): Promise<string> => readFile(join(folder, 'errors.txt'), 'utf8').catch(() => '');
  const written = (): Promise<string> => readFile(messages, 'utf8').catch(() => '');
  const send = async (headers: readonly string[]): Promise<void> => {
    const socket = createSocket('udp4');
    const lines = [`MESSAGE sip:caller@${address}:${port} SIP/2.0`, ...headers, 'Content-Length: 0', '\r\n'];
    await new Promise<void>((resolve) => {
      socket.send(lines.join('\r\n'), port, address, () => resolve());
    });
    socket.close();
  };
  const tells = async (what: string, withinMs = 60_000): Promise<string[]> => {
    const wanted = `samband ${what}`;
    let code: number | undefined;
    void running.ended.then((value) => (code = value));
    for (const until = Date.now() + withinMs; ;) {
      const line = told().find((one) => one.includes(wanted));
      if (line !== undefined)
        return line
          .slice(line.indexOf(wanted) + 8)
          .trim()
          .split(' ');
      if (code !== undefined) throw new Error(`SIPp ended with ${code} before "${what}":\n${await errors()}`);
      if (Date.now() > until)
        throw new Error(`SIPp did not tell "${what}" within ${withinMs} ms:\n${await errors()}`);
      // A file has no event that holds on every file system; look again soon.
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return {
    tells,
    signal: (id = callId) =>
      send([
        `Via: SIP/2.0/UDP ${address}:9;branch=z9hG4bK-signal`,
        'From: <sip:test@test>;tag=t',
        'To: <sip:caller@test>;tag=c',
        `Call-ID: ${id}`,
        'CSeq: 900 MESSAGE',
      ]),
    async signalAsInvite() {
      const [, invite = ''] = /^INVITE [^\r\n]*\r?\n([^]*?)\r?\n\r?\n/m.exec(await written()) ?? [];
      const copied = /^(Via|From|To|Call-ID|CSeq|Record-Route):/i;
      await send(invite.split(/\r?\n/).filter((line) => copied.test(line)));
    },
    ended: running.ended,
    over: () => running.child.exitCode !== null || told().some((line) => line.includes('samband ended')),
    messages: written,
    async stop() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
