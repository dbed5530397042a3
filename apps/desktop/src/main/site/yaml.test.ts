import { expect, it } from 'vitest';
import { z } from 'zod';
import { parseYaml, readText } from './yaml.ts';

const format = {
  schema: z.strictObject({ schema: z.literal(1), names: z.array(z.string()) }),
  issues: ({ names }: { names: string[] }): z.core.$ZodIssue[] =>
    names.flatMap((name, index) =>
      name === 'bad' ? [{ code: 'custom', path: ['names', index], message: 'good', input: name }] : [],
    ),
};
const parse = (text: string) => parseYaml(text, 'file.yaml', format);

it('gives what stands there, and where', () => {
  const parsed = parse('schema: 1\nnames:\n  - one\n');
  expect(parsed).toMatchObject({ ok: true, value: { schema: 1, names: ['one'] } });
  expect(parsed.ok && parsed.place(['names', 0])).toEqual({ line: 3, column: 5 });
});

it('says where the shape is wrong, and where more than the shape is', () => {
  expect(parse('schema: 1\nnames: [3]\n')).toMatchObject({
    problem: { kind: 'site', file: 'file.yaml', line: 2, column: 9, path: 'names.0', expected: 'string' },
  });
  expect(parse('schema: 1\nnames: [one, bad]\n')).toMatchObject({
    problem: { line: 2, column: 14, path: 'names.1', expected: 'good' },
  });
});

it('has no text of a file that is not there', () => {
  expect(readText('/nowhere/file.yaml')).toBeUndefined();
});
