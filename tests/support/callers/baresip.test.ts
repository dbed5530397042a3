import { expect, it } from 'vitest';
import { likeness, sameSentence } from '../audio/speech.ts';
import { startBaresip } from './baresip.ts';
import { startAnswerer } from './caller.ts';
import type { Trunk } from './caller.ts';
import { repeated, sentences, speak } from './voice.ts';

it('a baresip caller says its sentence and records the one it hears', async () => {
  const trunk: Trunk = {
    address: '127.0.0.1',
    exchange: { address: '127.0.0.1', port: 15_190 },
    domain: 'lab.example',
  };
  const [caller, operator] = [await speak(sentences.caller), await speak(sentences.operator, 80)];
  const answerer = await startAnswerer(trunk, { sound: repeated(operator, 30), port: 15_190 });
  const baresip = await startBaresip(trunk, { from: '+4790123456', voice: caller });
  try {
    await Promise.all([baresip.answered(), answerer.answered()]);
    await expect
      .poll(() => likeness(operator, baresip.ear.since()), { timeout: 20_000 })
      .toBeGreaterThan(sameSentence);
    await expect
      .poll(() => likeness(caller, answerer.ear.since()), { timeout: 20_000 })
      .toBeGreaterThan(sameSentence);
    expect(likeness(caller, baresip.ear.since())).toBeLessThan(sameSentence);
    await baresip.hangUp();
    expect(await answerer.ended()).toBe('peer');
  } finally {
    await baresip.close();
    await answerer.close();
  }
});
