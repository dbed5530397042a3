import { isMap, isNode, isPair, isScalar } from 'yaml';
import type { Document, LineCounter } from 'yaml';
import type { z } from 'zod';

export interface Place {
  readonly line: number;
  readonly column: number;
}

type Path = readonly PropertyKey[];

/** Offset of the node at `path`, or of the deepest thing that is there when the rest is missing. */
function offsetOf(document: Document, path: Path): number | undefined {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return undefined;
}

/** Offset of a key that should not be there. */
function offsetOfKey(document: Document, path: Path, key: string): number | undefined {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return undefined;
  const pair = map.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
  return pair && isNode(pair.key) ? pair.key.range?.[0] : undefined;
}

/** Line and column (from 1) in the YAML text of what a zod issue is about. */
export function placeOf(document: Document, lines: LineCounter, issue: z.core.$ZodIssue): Place | undefined {
  const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const offset =
    (key === undefined ? undefined : offsetOfKey(document, issue.path, key)) ??
    offsetOf(document, issue.path);
  if (offset === undefined) return undefined;
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** What is expected there, in the words of a format: the UI puts the sentence around it. */
export function expectedOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join(' | ');
    case 'unrecognized_keys':
      return `no key "${issue.keys[0] ?? ''}" here`;
    case 'too_small':
      return `at least ${issue.minimum}`;
    case 'too_big':
      return `at most ${issue.maximum}`;
    default:
      return issue.message.replace(/^Invalid (?:string|input): /, '');
  }
}
