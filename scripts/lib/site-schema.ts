import { siteSchema } from '@samband/telephony/contract';
import { z } from 'zod';

/** Where it is kept, from the root. */
export const schemaFile = 'docs/site.schema.json';

/** The JSON Schema of the site file, as it is committed. */
export function schemaText(): string {
  const schema = z.toJSONSchema(siteSchema, { io: 'input', unrepresentable: 'any' });
  return `${JSON.stringify({ title: 'Samband site file', ...schema }, undefined, 2)}\n`;
}
