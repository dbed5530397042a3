import type { Line, Party } from '../lines.ts';
import type { Bindings } from '../registrar/bindings.ts';
import type { Request } from '../wire/request.ts';
import { readUri } from '../wire/uri.ts';
import type { Passages } from './passages.ts';

export interface PageDeps {
  readonly bindings: Bindings;
  readonly passages: Passages;
  readonly isPosition: (user: string) => boolean;
  readonly isQueue: (user: string) => boolean;
  refuse(request: Request, line: Line, status: number): void;
}

/** MESSAGE (RFC 3428) and OPTIONS outside dialogs: to one position, or to the telephone network. */
export function routePage(deps: PageDeps, request: Request, line: Line, user: string): void {
  const target = readUri(request.uri)?.user ?? '';
  // A queue is no telephone: there is nobody to give it to.
  if (target === '' || deps.isQueue(target)) return deps.refuse(request, line, 405);
  const isHere = deps.isPosition(target);
  if (!isHere && line.side === 'outside') return deps.refuse(request, line, 404);
  const binding = deps.bindings.of(isHere ? target : 'outside').at(-1);
  const sender: Party = { user, contact: '', line };
  if (!binding) return deps.refuse(request, line, 480);
  const party: Party = { user: binding.user, contact: binding.contact, line: binding.line };
  deps.passages.pass(request, sender, party, { uri: binding.contact });
}
