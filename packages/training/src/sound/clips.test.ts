import { describe, expect, it, vi } from 'vitest';
import { createClips } from './clips.ts';

const decoded = { duration: 1 } as AudioBuffer;

function answering(answer: () => Response | Promise<Response>) {
  const fetched = vi.fn<typeof fetch>(async () => answer());
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

describe('createClips', () => {
  it('fetches a clip once, and asks the one place that it is told', async () => {
    const fetched = answering(() => new Response('x'));
    const clips = createClips(
      async () => decoded,
      (id) => `/clips/${id}.opus`,
    );
    expect(await clips.get('a')).toBe(decoded);
    expect(await clips.get('a')).toBe(decoded);
    expect(fetched.mock.calls.map(([url]) => url)).toEqual(['/clips/a.opus']);
  });

  it('tells what cannot be had, and tries again the next time', async () => {
    let status = 404;
    const fetched = answering(() => new Response('x', { status }));
    const clips = createClips(
      async () => decoded,
      (id) => (id === 'none' ? undefined : id),
    );
    await expect(clips.get('none')).rejects.toMatchObject({ code: 'clip.missing' });
    await expect(clips.get('a')).rejects.toMatchObject({ code: 'clip.missing' });
    status = 200;
    expect(await clips.get('a')).toBe(decoded);
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it('tells what cannot be decoded', async () => {
    answering(() => new Response('x'));
    const clips = createClips(
      () => Promise.reject(new Error('no sound')),
      (id) => id,
    );
    await expect(clips.get('a')).rejects.toMatchObject({ code: 'clip.missing' });
  });

  it('keeps no more than it may', async () => {
    const fetched = answering(() => new Response('x'));
    const clips = createClips(
      async () => decoded,
      (id) => id,
    );
    for (let count = 0; count < 100; count++) await clips.get(String(count));
    await clips.get('99');
    await clips.get('0');
    expect(fetched).toHaveBeenCalledTimes(101);
  });
});
