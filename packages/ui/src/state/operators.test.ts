import { expect, it } from 'vitest';
import { site } from '../testing/console.ts';
import { findOperators, offeredRole, rolesOf } from './operators.ts';

const operator = (name: string, roles: string[] = ['medical']) => ({ id: name, name, roles });
const all = [operator('Åse Øyen'), operator('Kari Nordmann'), operator('Ola Nordmann')];

it('finds by any part of any name, whatever the case, å last', () => {
  expect(findOperators(all, '').map(({ name }) => name)).toEqual([
    'Kari Nordmann',
    'Ola Nordmann',
    'Åse Øyen',
  ]);
  expect(findOperators(all, ' nord  KA').map(({ name }) => name)).toEqual(['Kari Nordmann']);
  expect(findOperators(all, 'øy')).toHaveLength(1);
  expect(findOperators(all, 'x')).toEqual([]);
});

it('offers the role of the place, else the first of the operator that the site has', () => {
  const [medical] = site.roles;
  if (!medical) throw new Error('a role is needed');
  const two = { ...site, roles: [medical, { ...medical, id: 'resource' }] };
  expect(offeredRole(two, operator('a', ['medical', 'resource']), 'resource')).toBe('resource');
  expect(offeredRole(two, operator('a', ['gone', 'resource', 'medical']), 'leader')).toBe('resource');
  expect(offeredRole(two, operator('a', ['gone']), 'medical')).toBeUndefined();
  expect(rolesOf(two, operator('a', ['gone', 'medical'])).map((role) => role.id)).toEqual(['medical']);
  expect(rolesOf(two, undefined)).toEqual([]);
});
