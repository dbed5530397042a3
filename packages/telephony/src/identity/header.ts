import type { RequestFacts } from '../ports/index.ts';

/** More values of one header than this are noise. */
const most = 32;

/** Compact forms of what is read here (RFC 3261 §7.3.3). */
const compact: Readonly<Record<string, string>> = { from: 'f', to: 't' };

/** Splits at a separator outside quotes and angle brackets (RFC 3261 §7.3.1). */
export function splitValues(text: string, separator: ',' | ';'): string[] {
  const items: string[] = [];
  let quoted = false;
  let open = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '<') open = true;
    else if (sign === '>') open = false;
    else if (sign === separator && !open) {
      items.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  items.push(text.slice(from).trim());
  return items.filter((item) => item !== '');
}

/** The raw values of a header, in order and not split. The name is in lower case. */
export function rawValues(facts: RequestFacts, name: string): string[] {
  return facts.headers
    .filter(([header]) => header.toLowerCase() === name || header.toLowerCase() === compact[name])
    .slice(0, most)
    .map(([, value]) => value);
}

/** All values of a header that is a list. */
export function listValues(facts: RequestFacts, name: string): string[] {
  return rawValues(facts, name)
    .flatMap((value) => splitValues(value, ','))
    .slice(0, most);
}

/** A parameter after the brackets; '' when it has no value. The name is in lower case. */
export function parameterOf(value: string, name: string): string | undefined {
  for (const item of splitValues(value, ';').slice(1)) {
    const [key = '', ...rest] = item.split('=');
    if (key.trim().toLowerCase() === name)
      return rest
        .join('=')
        .trim()
        .replace(/^"([\s\S]*)"$/, '$1');
  }
  return undefined;
}
