import { describe, expect, it } from 'vitest';
import { createPathWatch } from './path.ts';

describe('createPathWatch', () => {
  it('waits two seconds, tells once, and tells the return', () => {
    const watch = createPathWatch();
    expect(watch.look('connected', 0)).toBeUndefined();
    expect(watch.look('disconnected', 1000)).toBeUndefined();
    expect(watch.look('disconnected', 2900)).toBeUndefined();
    expect(watch.look('disconnected', 3000)).toBe('lost');
    expect(watch.look('failed', 9000)).toBeUndefined();
    expect(watch.look('connected', 10_000)).toBe('back');
    expect(watch.look('connected', 11_000)).toBeUndefined();
  });

  it('does not wait for a path that ICE gave up', () => {
    const watch = createPathWatch();
    watch.look('connected', 0);
    expect(watch.look('failed', 1)).toBe('lost');
  });

  it('gives a call that was prepared for long its time', () => {
    const watch = createPathWatch();
    expect(watch.look('failed', 0)).toBeUndefined();
    expect(watch.look('connected', 50)).toBeUndefined();
    expect(createPathWatch().look('failed', 0)).toBeUndefined();
  });

  it('counts a path that never came up', () => {
    const watch = createPathWatch();
    watch.look('connecting', 0);
    expect(watch.look('connecting', 2000)).toBe('lost');
  });

  it('forgets a short gap, and says nothing of a closed call', () => {
    const watch = createPathWatch();
    watch.look('disconnected', 0);
    watch.look('connected', 1500);
    expect(watch.look('disconnected', 2500)).toBeUndefined();
    expect(watch.look('closed', 99_000)).toBeUndefined();
  });
});
