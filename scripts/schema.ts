import { mkdir, writeFile } from 'node:fs/promises';
import { siteSchema } from '@samband/telephony/contract';
import { z } from 'zod';
import { root } from './lib/child.ts';

/** Writes the JSON Schema of the site file, for editors and for those who write one: `npm run schema`. */
const schema = z.toJSONSchema(siteSchema, { io: 'input', unrepresentable: 'any' });
const text = JSON.stringify({ title: 'Samband site file', ...schema }, undefined, 2);
await mkdir(`${root}docs`, { recursive: true });
await writeFile(`${root}docs/site.schema.json`, `${text}\n`);
console.log('docs/site.schema.json');
