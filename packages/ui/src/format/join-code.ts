/** Signs of a code that is read aloud and typed (Crockford's base 32): no I, L, O and U. */
const signs = /[0-9A-HJKMNP-TV-Z]/g;
const alike: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };
/** So many signs a code has, in groups of so many. */
export const codeLength = 8;
const group = 4;

/** The code in what was typed: signs that look alike are the ones meant, all else is passed over. */
export function joinCode(typed: string): string {
  const upper = typed.toUpperCase().replaceAll(/[OIL]/g, (sign) => alike[sign] ?? sign);
  return (upper.match(signs) ?? []).slice(0, codeLength).join('');
}

/** As it is shown: `K7QM-4XNP`. The hyphen comes with the first sign after it. */
export function inGroups(code: string): string {
  return [code.slice(0, group), code.slice(group)].filter((part) => part !== '').join('-');
}
