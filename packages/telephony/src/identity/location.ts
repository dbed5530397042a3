import { cleanText, type Location } from '../contract/index.ts';
import type { BodyPart, RequestFacts } from '../ports/index.ts';
import { civicOf } from './civic.ts';
import { listValues, parameterOf } from './header.ts';
import { positionOf } from './shape.ts';
import { childOf, childrenOf, type Element, readXml } from './xml.ts';

/** More positions of one caller than this are not looked at. */
const most = 8;

/** One geopriv object, and when its tuple or device was seen (RFC 4119 §2.2, RFC 4479 §3.4). */
interface Seen {
  readonly geopriv: Element;
  readonly measured: string | undefined;
}

function stampOf(element: Element): string | undefined {
  const text = childOf(element, 'timestamp')?.text ?? '';
  return /^\d{4}-\d\d-\d\dT[\d:.]{5,20}(?:Z|[+-]\d\d:\d\d)?$/.test(text) ? text : undefined;
}

function find(element: Element, measured: string | undefined, into: Seen[]): Seen[] {
  for (const [name, child] of element.children) {
    if (into.length >= most) break;
    const stamp = stampOf(child) ?? measured;
    if (name === 'geopriv') into.push({ geopriv: child, measured: stamp });
    else find(child, stamp, into);
  }
  return into;
}

function readGeopriv({ geopriv, measured }: Seen, told: string): Location[] {
  const source = cleanText(childOf(geopriv, 'method')?.text || told, 64);
  return childrenOf(geopriv, 'location-info').flatMap((info) => {
    const position = positionOf(info);
    const civic = civicOf(info);
    if (!position && civic === undefined) return [];
    return [
      {
        ...position,
        ...(civic === undefined ? {} : { civic }),
        source,
        ...(measured === undefined ? {} : { measured }),
      },
    ];
  });
}

/** A PIDF-LO that cannot be read has not been delivered: the operator has to ask. */
function readPart(part: BodyPart, source: string): Location[] {
  const document = readXml(part.content);
  const found = document ? find(document, undefined, []).flatMap((seen) => readGeopriv(seen, source)) : [];
  return found.length > 0 ? found : [{ source, missing: 'notDelivered' }];
}

function idOf(uri: string): string {
  const id = uri.slice('cid:'.length);
  try {
    return decodeURIComponent(id);
  } catch {
    // Not escaped at all (RFC 2392 §2 would have it so): the name as it stands.
    return id;
  }
}

function isPidf(part: BodyPart): boolean {
  return part.type === 'application/pidf+xml';
}

/**
 * Where the caller is, as the request says: each value of Geolocation (RFC 6442 §4.1), several side by side.
 * A value by reference is told as such, one whose body did not come too. A PIDF-LO that no header names is
 * read all the same: exchanges lose headers.
 */
export function locationsOf(facts: RequestFacts): Location[] {
  const read = new Set<BodyPart>();
  const named = listValues(facts, 'geolocation').flatMap((value): Location[] => {
    const uri = /<\s*([^<>\s]+)\s*>/.exec(value)?.[1] ?? '';
    const scheme = (/^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1] ?? '').toLowerCase();
    // RFC 8787: who has put the location in.
    const source = cleanText(parameterOf(value, 'loc-src') ?? '', 64) || 'sip';
    if (scheme === '') return [];
    if (scheme !== 'cid') return [{ source, missing: 'reference' }];
    const part = facts.parts.find((candidate) => candidate.id === idOf(uri));
    if (!part) return [{ source, missing: 'notDelivered' }];
    if (read.has(part)) return [];
    read.add(part);
    return readPart(part, source);
  });
  const unnamed = facts.parts.filter((part) => isPidf(part) && !read.has(part));
  return [...named, ...unnamed.flatMap((part) => readPart(part, 'sip'))].slice(0, most);
}
