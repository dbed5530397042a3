import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './read.ts';

function problems(text: string): readonly string[] {
  try {
    readConfig(text, 'x.yaml');
  } catch (cause) {
    if (cause instanceof ConfigError) return cause.problems;
    throw cause;
  }
  return [];
}

describe('readConfig', () => {
  it('fills everything an empty file leaves out', () => {
    const config = readConfig('', 'x.yaml');
    expect(config.queues.map((queue) => queue.id)).toEqual(['113', '116117']);
    expect(config).toMatchObject({
      listen: ['127.0.0.1'],
      basePort: 15_000,
      normalise: true,
      multipart: true,
    });
  });

  it('lets overrides win over the file', () => {
    expect(readConfig('positions: 3', 'x.yaml', { positions: 5 }).positions).toBe(5);
  });

  it('says file, line, key and what is expected', () => {
    expect(problems('schema: 1\npositions: many\n')).toEqual([
      expect.stringMatching(/^x\.yaml:2: positions: /),
    ]);
    expect(problems('domain: nordvik.test\nlisten:\n  - 127.0.0.1\n  - localhost\n')).toEqual([
      'x.yaml:4: listen.1: an IPv4 address, as in 127.0.0.1',
    ]);
  });

  it('names a key it does not know', () => {
    expect(problems('positoins: 3\n')[0]).toContain('positoins');
  });

  it('refuses what is not YAML, not a mapping, or far too long', () => {
    expect(problems('a: [1')[0]).toMatch(/^x\.yaml:1: not YAML/);
    expect(problems('- 1\n')).toHaveLength(1);
    expect(problems('#'.repeat(70_000))[0]).toContain('longer than');
  });

  it('refuses text that would break out of a dial plan', () => {
    const queue =
      '{ id: "113", category: emergency, limit: 10 s, ring: emergency, announcement: "a${SHELL(x)}" }';
    expect(problems(`queues: [${queue}]`)).toHaveLength(1);
    expect(problems('domain: "a.b\\n[x]"')).toHaveLength(1);
  });
});
