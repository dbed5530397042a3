import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { root } from './child.ts';
import { schemaFile, schemaText } from './site-schema.ts';

it('the schema that is committed is of the site file as it is now (npm run schema)', () => {
  expect(JSON.parse(readFileSync(`${root}${schemaFile}`, 'utf8'))).toEqual(JSON.parse(schemaText()));
});
