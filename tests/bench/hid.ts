import { describeLayout, parseDescriptor } from '@samband/hid';
import { recordings } from '@samband/hid/testing';
import { startEquipped } from '../support/hid/move-in.ts';
import { runtimeOf } from './exchange.ts';
import type { Runtime } from './exchange.ts';
import { figures } from './figures.ts';
import type { Figures } from './figures.ts';

/** Descriptor bytes → what its buttons and lamps are, ms: each recorded device, many times over. */
function benchParse(): Figures {
  const all = recordings.flatMap(({ bytes }) => (bytes ? [bytes] : []));
  const samples: number[] = [];
  for (let round = 0; round < 50; round++)
    for (const bytes of all) {
      const begun = performance.now();
      const parsed = parseDescriptor(bytes);
      if (parsed.ok) describeLayout(parsed.map);
      samples.push(performance.now() - begun);
    }
  return figures(samples);
}

/**
 * A pedal's report leaves the device → the microphone of the call is open, ms, in a real Electron: through the kernel's
 * terminal that stands for the device, node-hid, the devices' process and its port to the engine. Both ends stamp with
 * the PC's clock, the engine in whole ms.
 */
async function benchPush(
  rounds: number,
  say: (line: string) => void,
): Promise<{ push: Figures; runtime: Runtime }> {
  const equipped = await startEquipped();
  try {
    const { position } = equipped;
    const { log } = position;
    const window = await position.liveConsole();
    const pedal = await equipped.plug(['05f3', '00ff']);
    await window.getByRole('button', { name: 'Ett anrop nå' }).click({ timeout: 60_000 });
    await log.waitFor('call.waiting');
    await window.keyboard.press('F1');
    await log.waitFor('call.answered');
    await window.keyboard.press('F2');
    await log.waitFor('call.muted', { where: ({ on }) => on });
    pedal.send(Uint8Array.of(0, 0));
    const samples: number[] = [];
    for (let round = 0; round < rounds; round++) {
      let from = log.mark;
      const pressed = await pedal.sent(Uint8Array.of(4, 0));
      const { wall } = await log.waitFor('call.muted', { from, where: ({ on }) => !on });
      samples.push(Date.parse(wall) - pressed);
      say(`pedal ${round + 1} of ${rounds}: ${samples.at(-1)?.toFixed(1)} ms`);
      from = log.mark;
      pedal.send(Uint8Array.of(0, 0));
      await log.waitFor('ptt.up', { from });
    }
    const versions = await position.app.evaluate(() => process.versions as Record<string, string>);
    return { push: figures(samples), runtime: runtimeOf(versions) };
  } finally {
    await equipped.close();
  }
}

export async function benchHid(
  rounds: number,
  say: (line: string) => void,
): Promise<{ parse: Figures; push: Figures; runtime: Runtime }> {
  const parse = benchParse();
  return { parse, ...(await benchPush(rounds, say)) };
}
