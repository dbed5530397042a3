import { XMLParser } from 'fast-xml-parser';

/** An element: its children by local name, in order. Namespace prefixes are left out. */
export interface Element {
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (readonly [name: string, child: Element])[];
}

/** Longest document that is parsed, in characters. */
const longest = 49_152;
const deepest = 24;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  // No entity is ever expanded: neither the document's own nor a remote one.
  processEntities: false,
  parseTagValue: false,
  parseAttributeValue: false,
  preserveOrder: true,
  maxNestedTags: deepest,
});

/** The five that every XML document has (XML 1.0 §4.6). */
const predefined: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function plain(text: unknown): string {
  return (typeof text === 'string' ? text : '').replaceAll(
    /&(lt|gt|quot|apos|amp);/g,
    (_all, name: string) => predefined[name] ?? '',
  );
}

function build(nodes: unknown, attributes: unknown, depth: number): Element {
  const list = Array.isArray(nodes) && depth < deepest ? (nodes as unknown[]) : [];
  const children: (readonly [string, Element])[] = [];
  let text = '';
  for (const node of list) {
    if (typeof node !== 'object' || node === null) continue;
    const entries = Object.entries(node as Record<string, unknown>);
    const own = entries.find(([name]) => name === ':@')?.[1];
    for (const [name, value] of entries) {
      if (name === '#text') text += plain(value);
      else if (name !== ':@' && !name.startsWith('?')) children.push([name, build(value, own, depth + 1)]);
    }
  }
  const named = Object.entries((attributes ?? {}) as Record<string, unknown>);
  return {
    text: text.trim(),
    attributes: Object.fromEntries(named.map(([name, value]) => [name.slice(1), plain(value)])),
    children,
  };
}

/** The document, or undefined when it is too large, declares a DTD or cannot be read. Never throws. */
export function readXml(text: string): Element | undefined {
  if (text.length > longest || /<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined;
  try {
    return build(parser.parse(text), undefined, 0);
  } catch {
    // Not XML: the caller says what that means.
    return undefined;
  }
}

export function childrenOf(element: Element, name: string): Element[] {
  return element.children.filter(([child]) => child === name).map(([, child]) => child);
}

export function childOf(element: Element, name: string): Element | undefined {
  return element.children.find(([child]) => child === name)?.[1];
}
