import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import {
  createDevices,
  describeLayout,
  HidError,
  noCalls,
  parseDescriptor,
  recordDevice,
  usualHeadsetOptions,
  usualPedalOptions,
} from '../packages/hid/src/index.ts';
import { nodeHidPort } from '../packages/hid/src/node-hid/index.ts';
import { systemClock } from './hid/clock.ts';
import { descriptorFrom } from './hid/file.ts';
import { deviceMeant, listLines } from './hid/list.ts';
import { ownerAt } from './hid/owner.ts';

const usage = `npm run -s hid -- list                             what is plugged in
npm run -s hid -- layout FILE                      where the buttons and lamps are: a descriptor, raw or in hexadecimal digits
npm run -s hid -- record [DEVICE] [--out FILE]     walks through every button and lamp, and writes what was recorded
npm run -s hid -- monitor                          what devices tell, a line each, until Ctrl-C; a line \`DEVICE LAMP\`
                                                   that is typed there blinks a lamp

DEVICE is a path or vendor:product as \`list\` prints them; it may be left out when there is only one.
`;

/** What a person can mend: told in words, without a stack. */
class Plain extends Error {}

function printLayout(file: string | undefined): void {
  if (file === undefined) throw new Plain(usage);
  const result = parseDescriptor(descriptorFrom(readFileSync(file)));
  if (!result.ok)
    throw new Plain(`${file} is no report descriptor: ${result.error.code} at byte ${result.error.offset}.`);
  for (const { code, offset } of result.map.complaints) console.error(`${file}: ${code} at byte ${offset}`);
  console.log(JSON.stringify(describeLayout(result.map), null, 2));
}

async function record(name: string | undefined, out: string | undefined): Promise<void> {
  const port = nodeHidPort();
  const listed = await deviceMeant(port, name);
  if (!listed) throw new Plain(`Which device? ${['', ...(await listLines(port))].join('\n')}`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const gone = new AbortController();
  terminal.once('close', () => gone.abort());
  try {
    const owner = ownerAt(terminal, gone.signal);
    const recording = await recordDevice({ port, listed, owner, platform: process.platform });
    const text = `${JSON.stringify(recording, null, 2)}\n`;
    if (out === undefined) return void process.stdout.write(text);
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, text);
    console.error(`\nWritten to ${out}. It holds no serial number and nothing that was said.`);
  } catch (error) {
    throw gone.signal.aborted ? new Plain('Interrupted: nothing was written.') : error;
  } finally {
    terminal.close();
  }
}

async function monitor(): Promise<void> {
  const devices = createDevices({
    port: nodeHidPort(),
    clock: systemClock,
    options: { headset: usualHeadsetOptions, pedal: usualPedalOptions },
    learned: [],
    emit: (event) => console.log(JSON.stringify(event)),
  });
  devices.handleCallState({ ...noCalls, registered: true });
  const terminal = createInterface({ input: process.stdin });
  terminal.on('line', (line) => {
    const [device = '', lamp = ''] = line.trim().split(/\s+/);
    try {
      devices.testLamp(device, lamp);
    } catch (error) {
      console.error(error instanceof HidError ? error.code : error);
    }
  });
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  terminal.close();
  await devices.close();
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { out: { type: 'string' } }, allowPositionals: true });
  const [command, argument] = positionals;
  if (command === 'list') console.log((await listLines(nodeHidPort())).join('\n'));
  else if (command === 'layout') printLayout(argument);
  else if (command === 'record') await record(argument, values.out);
  else if (command === 'monitor') await monitor();
  else throw new Plain(usage);
}

main().catch((error: unknown) => {
  console.error(error instanceof Plain ? error.message : error);
  process.exitCode = 1;
});
