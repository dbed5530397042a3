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

function collect(entity: Entity, depth: number, parts: BodyPart[]): boolean {
  const type = mediaType(entity.type);
  const boundary = type.startsWith('multipart/') ? boundaryOf(entity.type) : undefined;
  if (boundary === undefined || depth >= limits.depth) {
    parts.push({
      type: type.slice(0, 128),
      ...(entity.id === undefined ? {} : { id: entity.id }),
      content: decoded(entity),
    });
    return parts.length <= limits.parts;
  }
  return slices(entity.content, boundary).every((slice) => collect(readEntity(slice), depth + 1, parts));
}

function boundaryOf(type: string): string | undefined {
  const boundary = parameter(type, 'boundary');
  return boundary === undefined || boundary === '' || boundary.length > 70 ? undefined : boundary;
}

/** All parts of a body, multiparts laid flat; undefined when there are too many of them. */
export function partsOf(message: RawMessage): BodyPart[] | undefined {
  if (message.body === '') return [];
  const parts: BodyPart[] = [];
  const entity: Entity = {
    type: valueOf(message, 'content-type') ?? 'application/octet-stream',
    id: contentId(valueOf(message, 'content-id')),
    encoding: (valueOf(message, 'content-transfer-encoding') ?? '').toLowerCase(),
    content: message.body,
  };
  return collect(entity, 0, parts) ? parts : undefined;
}

/** The session description among the parts (RFC 5621 §3.1: the first one); its last line ends as RFC 4566 §5 has it. */
export function sdpOf(parts: readonly BodyPart[]): string | undefined {
  const content = parts.find((part) => part.type === 'application/sdp')?.content;
  if (content === undefined || content.trim() === '') return undefined;
  return content.endsWith('\n') ? content : `${content}\r\n`;
}
