import { host } from './host.ts';
import { openLab, talk } from './lab.ts';
import type { ScenarioName } from './names.ts';

const operator = 1000;
const caller = 700;

export const scenarios: Record<ScenarioName, () => Promise<unknown>> = {
  async 'both hear each other, each by its own tone'() {
    await host.say(operator);
    const { audio } = await openLab();
    const call = await talk(audio, caller);
    await call.far.ear.expect({ hears: [operator], lacks: [caller] });
    await host.expectOutput('headset', { hears: [caller], lacks: [operator] });
    await host.expectOutput('speaker', { lacks: [caller, operator] });
    await call.told.next(['first']);
    const [, codec] = await call.told.next(['quality']);
    if (codec !== 'PCMA/8000') throw new Error(`codec ${codec}`);
    return undefined;
  },
};
