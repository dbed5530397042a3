import { describe, expect, it } from 'vitest';
import { createSilenceWatch } from './silence.ts';

describe('createSilenceWatch', () => {
  it('tells a silence once and its end once', () => {
    const watch = createSilenceWatch(3000);
    const sounds = [true, false, false, false, false, false, true, true];
    expect(sounds.map((sound, second) => watch.look(sound, true, second * 1000))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      { silentFor: 3 },
      undefined,
      'back',
      undefined,
    ]);
  });

  it('does not count while nothing is due', () => {
    const watch = createSilenceWatch(3000);
    watch.look(false, true, 0);
    expect(watch.look(false, false, 5000)).toBeUndefined();
    expect(watch.look(false, true, 6000)).toBeUndefined();
    expect(watch.look(false, true, 9000)).toEqual({ silentFor: 3 });
  });

  it('forgets a short gap', () => {
    const watch = createSilenceWatch(3000);
    watch.look(false, true, 0);
    watch.look(false, true, 2000);
    expect(watch.look(true, true, 2500)).toBeUndefined();
    expect(watch.look(false, true, 5400)).toBeUndefined();
  });
});
