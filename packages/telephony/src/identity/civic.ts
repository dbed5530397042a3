import { cleanText } from '../contract/index.ts';
import { childOf, type Element } from './xml.ts';

const longest = 512;

/** Joins what is there of one line. */
function line(element: Element, ...names: readonly string[]): string {
  return names
    .map((name) => childOf(element, name)?.text ?? '')
    .filter((text) => text !== '')
    .join(' ');
}

/**
 * A civic address (RFC 5139 §3) on one line, from the door to the country: place, street and number, floor and
 * room, postcode and town, region. Undefined when it says nothing.
 */
export function civicOf(info: Element): string | undefined {
  const address = childOf(info, 'civicAddress');
  if (!address) return undefined;
  const street = line(address, 'PRD', 'RD', 'A6', 'STS', 'POD', 'HNO', 'HNS');
  const lines = [
    line(address, 'NAM'),
    line(address, 'LMK'),
    street,
    line(address, 'LOC'),
    line(address, 'BLD'),
    line(address, 'FLR'),
    line(address, 'UNIT', 'ROOM'),
    line(address, 'PC', childOf(address, 'PCN') ? 'PCN' : 'A3'),
    line(address, 'A2'),
    line(address, 'A1'),
    line(address, 'country'),
  ];
  const words = cleanText(lines.filter((text) => text !== '').join(', '), longest);
  return words === '' ? undefined : words;
}
