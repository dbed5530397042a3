import type { OperatorChoice, Site } from '@samband/telephony/contract';

const lower = (text: string): string => text.toLocaleLowerCase('nb').trim();

/** Operators whose name has all the words that were typed, in the order of the Norwegian alphabet. */
export function findOperators(
  operators: readonly OperatorChoice[],
  typed: string,
): readonly OperatorChoice[] {
  const words = lower(typed).split(/\s+/).filter(Boolean);
  const order = new Intl.Collator('nb');
  return operators
    .filter(({ name }) => words.every((word) => lower(name).includes(word)))
    .sort((a, b) => order.compare(a.name, b.name));
}

/** The roles of this site that an operator may take. */
export function rolesOf(site: Site | undefined, operator: Pick<OperatorChoice, 'roles'> | undefined) {
  return (site?.roles ?? []).filter((role) => operator?.roles.includes(role.id));
}

/** The role that is offered: the place's own where the operator has it, else the operator's first. */
export function offeredRole(
  site: Site | undefined,
  operator: OperatorChoice | undefined,
  place: string,
): string | undefined {
  const roles = rolesOf(site, operator);
  if (roles.some((role) => role.id === place)) return place;
  const first = operator?.roles.find((id) => roles.some((role) => role.id === id));
  return first;
}
