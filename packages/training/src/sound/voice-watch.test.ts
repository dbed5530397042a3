import { describe, expect, it } from 'vitest';
import { createVoiceWatch } from './voice-watch.ts';

const step = 50;

/** What is told of levels that last so many ms each. */
function told(...stretches: (readonly [level: number, forMs: number])[]): (readonly [string, number])[] {
  const watch = createVoiceWatch();
  const news: (readonly [string, number])[] = [];
  let at = 0;
  for (const [level, forMs] of stretches)
    for (const until = at + forMs; at < until; at += step) {
      const what = watch.look(level, at);
      if (what) news.push([what, at]);
    }
  return news;
}

const names = (news: (readonly [string, number])[]): string[] => news.map(([name]) => name);

describe('createVoiceWatch', () => {
  it('hears a voice begin and end, and no end in a breath', () => {
    const news = told([-70, 500], [-25, 1000], [-60, 400], [-25, 600], [-60, 2000]);
    expect(names(news)).toEqual(['began', 'ended']);
    expect(news[0]?.[1]).toBeLessThan(800);
    expect(news[1]?.[1]).toBeGreaterThanOrEqual(2500 + 800);
  });

  it('takes a click for nothing', () => {
    expect(told([-70, 500], [-10, 50], [-70, 1000])).toEqual([]);
  });

  it('learns a noisy room, and hears a voice above it', () => {
    const news = told([-40, 20_000], [-20, 1500], [-40, 2000]);
    expect(names(news).slice(-2)).toEqual(['began', 'ended']);
    // The room itself is taken for a voice at first, then learnt.
    expect(names(news)).toEqual(['began', 'ended', 'began', 'ended']);
  });

  it('what never stops ends by itself', () => {
    expect(names(told([-12, 60_000]))).toEqual(['began', 'ended']);
  });

  it('begins anew after a reset, however loud it was', () => {
    const watch = createVoiceWatch();
    for (let at = 0; at < 30_000; at += step) watch.look(-15, at);
    watch.reset();
    const news = [30_000, 30_050, 30_100].map((at) => watch.look(-20, at));
    expect(news).toContain('began');
  });
});
