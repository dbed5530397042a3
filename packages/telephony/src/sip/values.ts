/** Splits at a separator outside quotes and angle brackets (RFC 3261 §7.3.1, §25.1). Empty items are left out. */
export function splitOutside(text: string, separator: ',' | ';'): string[] {
  const items: string[] = [];
  let quoted = false;
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '<') depth += 1;
    else if (sign === '>') depth = Math.max(0, depth - 1);
    else if (sign === separator && depth === 0) {
      items.push(text.slice(from, at));
      from = at + 1;
    }
  }
  items.push(text.slice(from));
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

/** The text of a quoted-string, or the token as it is. */
export function unquoted(text: string): string {
  const inner = /^"([\s\S]*)"$/.exec(text.trim())?.[1];
  return inner === undefined ? text.trim() : inner.replaceAll(/\\([\s\S])/g, '$1');
}

/** Value of a header parameter; '' when it has none, undefined when it is absent. The name is in lower case. */
export function parameter(value: string, name: string): string | undefined {
  for (const item of splitOutside(value, ';').slice(1)) {
    const at = item.indexOf('=');
    const found = (at < 0 ? item : item.slice(0, at)).trim().toLowerCase();
    if (found === name) return at < 0 ? '' : unquoted(item.slice(at + 1));
  }
  return undefined;
}

/** Media type in lower case without its parameters. */
export function mediaType(value: string): string {
  return (value.split(';', 1)[0] ?? '').trim().toLowerCase();
}

const encoder = new TextEncoder();

/** Length in UTF-8. */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** The first bytes of a text, cut as RFC 3261 §18.3 says of what stands after the body. */
export function firstBytes(text: string, count: number): string {
  const bytes = encoder.encode(text);
  return bytes.length <= count ? text : new TextDecoder().decode(bytes.subarray(0, count));
}
