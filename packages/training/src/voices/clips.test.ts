import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { people } from '../day/people.ts';
import { planDay } from '../day/plan.ts';
import { announcement, somebody, standardAgencies } from '../parties/agencies.ts';
import { clips } from './clips.ts';
import { clipUrl } from './index.ts';
import { recipeOf, texts } from './texts.ts';

const folder = new URL('./clips/', import.meta.url);
const files = readdirSync(folder).sort();
const ids = texts.map(({ id }) => id).sort();

describe('clips', () => {
  it('are there for every text, and for nothing else', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect(files).toEqual(ids.map((id) => `${id}.opus`).sort());
    expect(Object.keys(clips).sort()).toEqual(ids);
  });

  it('are made of the texts as they are now: else run `npm run voices`', () => {
    const changed = texts.filter(
      (text) =>
        clips[text.id]?.hash !== createHash('sha256').update(recipeOf(text)).digest('hex').slice(0, 12),
    );
    expect(changed.map(({ id }) => id)).toEqual([]);
  });

  it('are Opus, and 600 kB at most', () => {
    const sizes = files.map((name) => {
      const bytes = readFileSync(new URL(name, folder));
      expect(bytes.subarray(0, 4).toString(), name).toBe('OggS');
      expect(bytes.includes('OpusHead'), name).toBe(true);
      return bytes.length;
    });
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(600_000);
  });

  it('are found where they are', () => {
    for (const id of ids) expect(clipUrl(id)).toMatch(new RegExp(`/clips/${id}\\.opus\\?no-inline$`));
    expect(clipUrl('nobody-1')).toBeUndefined();
    expect(clipUrl('toString')).toBeUndefined();
  });
});

describe('texts', () => {
  it('are there for all that is ever said', () => {
    const day = planDay({ seed: 1, pace: 'busy', speed: 1, queues: ['113', '116117'] });
    const calls = Array.from({ length: people.length * 3 }, () => day.next().value);
    expect(new Set(calls.map(({ person }) => person)).size).toBe(people.length);
    const said = [
      ...calls.flatMap(({ lines, phrases }) => [...lines, ...Object.values(phrases ?? {})]),
      ...Object.values(standardAgencies).flat(),
      ...somebody,
      announcement,
    ];
    expect(said.filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids.filter((id) => !said.includes(id))).toEqual([]);
  });

  it('are in bokmål, some of them in nynorsk, and one caller speaks English', () => {
    const speakers = (language: string): number =>
      new Set(texts.filter((text) => text.language === language).map(({ id }) => id.split('-')[0])).size;
    expect(speakers('nn')).toBeGreaterThanOrEqual(3);
    expect(speakers('nb')).toBeGreaterThan(speakers('nn'));
    expect(speakers('en')).toBe(1);
  });
});
