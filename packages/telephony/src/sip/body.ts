import type { BodyPart } from '../ports/index.ts';
import { limits, type RawMessage, valueOf } from './message.ts';
import { mediaType, parameter } from './values.ts';

interface Entity {
  readonly type: string;
  readonly id: string | undefined;
  readonly encoding: string;
  readonly content: string;
}

/** `<name@host>` without its brackets (RFC 2392). */
function contentId(value: string | undefined): string | undefined {
  const id = value?.trim().replace(/^<([\s\S]*)>$/, '$1');
  return id === undefined || id === '' ? undefined : id.slice(0, 256);
}

function decoded(entity: Entity): string {
  if (entity.encoding !== 'base64') return entity.content;
  try {
    const bytes = Uint8Array.from(atob(entity.content.replaceAll(/\s/g, '')), (sign) => sign.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    // Not base64 after all: the part is kept as it came, its reader will refuse it.
    return entity.content;
  }
}

function readEntity(text: string): Entity {
  const blank = text.startsWith('\r\n') ? 0 : text.indexOf('\r\n\r\n');
  const skip = blank === 0 ? 2 : 4;
  const head = blank < 0 ? '' : text.slice(0, blank).replaceAll(/\r\n[ \t]+/g, ' ');
  const fields = new Map(
    head.split('\r\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, Math.max(0, colon)).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  return {
    type: fields.get('content-type') ?? 'text/plain',
    id: contentId(fields.get('content-id')),
    encoding: (fields.get('content-transfer-encoding') ?? '').toLowerCase(),
    content: blank < 0 ? text : text.slice(blank + skip),
  };
}

/** The parts between the boundaries (RFC 2046 §5.1.1): preamble and epilogue left out. */
function slices(content: string, boundary: string): string[] {
  const [, ...rest] = `\r\n${content}`.split(`\r\n--${boundary}`);
  const closing = rest.findIndex((slice) => slice.startsWith('--'));
  const open = closing < 0 ? rest : rest.slice(0, closing);
  return open.map((slice) => slice.replace(/^[ \t]*\r\n/, ''));
}

/** What a call needs of a body; it is looked for beyond the bound, too. */
const wanted = new Set(['application/sdp', 'application/pidf+xml']);

interface Collected {
  readonly parts: BodyPart[];
  /** Parts that were left out because there are too many. */
  left: number;
}

function collect(entity: Entity, depth: number, into: Collected): void {
  const type = mediaType(entity.type);
  const boundary = type.startsWith('multipart/') ? boundaryOf(entity.type) : undefined;
  if (boundary !== undefined && depth < limits.depth) {
    for (const slice of slices(entity.content, boundary)) collect(readEntity(slice), depth + 1, into);
    return;
  }
  if (into.parts.length >= (wanted.has(type) ? limits.parts * 2 : limits.parts)) {
    into.left += 1;
    return;
  }
  into.parts.push({
    type: type.slice(0, 128),
    ...(entity.id === undefined ? {} : { id: entity.id }),
    content: decoded(entity),
  });
}

function boundaryOf(type: string): string | undefined {
  const boundary = parameter(type, 'boundary');
  return boundary === undefined || boundary === '' || boundary.length > 70 ? undefined : boundary;
}

/** All parts of a body, multiparts laid flat, and how many more there were than are worth keeping. */
export function bodyOf(message: RawMessage): { readonly parts: readonly BodyPart[]; readonly left: number } {
  const into: Collected = { parts: [], left: 0 };
  if (message.body === '') return into;
  const type = valueOf(message, 'content-type') ?? 'application/octet-stream';
  const isMultipart = mediaType(type).startsWith('multipart/');
  const entity: Entity = {
    type,
    id: contentId(valueOf(message, 'content-id')),
    encoding: (valueOf(message, 'content-transfer-encoding') ?? '').toLowerCase(),
    // Lines that end in LF alone would hide the boundaries.
    content: isMultipart ? message.body.replaceAll(/\r?\n/g, '\r\n') : message.body,
  };
  collect(entity, 0, into);
  return into;
}

export function partsOf(message: RawMessage): readonly BodyPart[] {
  return bodyOf(message).parts;
}

/** The session description among the parts (RFC 5621 §3.1: the first one); its last line ends as RFC 4566 §5 has it. */
export function sdpOf(parts: readonly BodyPart[]): string | undefined {
  const content = parts.find((part) => part.type === 'application/sdp')?.content;
  if (content === undefined || content.trim() === '') return undefined;
  return content.endsWith('\n') ? content : `${content}\r\n`;
}
