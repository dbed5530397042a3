import { writeFile } from 'node:fs/promises';
import { root } from './lib/child.ts';
import { schemaFile, schemaText } from './lib/site-schema.ts';

/** Writes the JSON Schema of the site file, for editors and for those who write one: `npm run schema`. */
await writeFile(`${root}${schemaFile}`, schemaText());
console.log(schemaFile);
