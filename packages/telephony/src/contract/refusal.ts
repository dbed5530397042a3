import type { EdgeState, Refusal } from './snapshot.ts';

/** A digest that was not accepted (RFC 3261 §22.2), or a flat no: the secret may be wrong. */
const secretStatuses: readonly number[] = [401, 403, 407];

export function isOfSecret({ status }: Refusal): boolean {
  return secretStatuses.includes(status);
}

/** The refusal that is told of an edge: what an operator or technician must mend before what may mend itself. */
export function worstRefusal({ refused = [] }: Pick<EdgeState, 'refused'>): Refusal | undefined {
  return refused.find(isOfSecret) ?? refused.find(({ status }) => status < 500) ?? refused[0];
}
