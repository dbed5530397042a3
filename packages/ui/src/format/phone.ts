import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { CountryCode } from 'libphonenumber-js/min';

/** What the site says about numbers. */
export interface NumberRules {
  readonly country: string;
  /** Never grouped: 110, 112, 113, 116117, 02800 … */
  readonly short: readonly string[];
}

const separators = /[\s().\-/]/g;
const digitsOf = (text: string): string => text.replaceAll(/[^\d+]/g, '');

/** Eight digits the Norwegian way: mobile and 8xx numbers 3-2-3, the others in pairs. */
function norwegian(national: string): string {
  return /^[489]/.test(national)
    ? national.replace(/^(\d{3})(\d{2})(\d{3})$/, '$1 $2 $3')
    : national.replace(/^(\d{2})(\d{2})(\d{2})(\d{2})$/, '$1 $2 $3 $4');
}

function grouped(bare: string, country: string): string {
  const home = /^(?:\+47|0047)?(\d{8})$/.exec(bare);
  if (country === 'NO' && home?.[1]) {
    const prefix = bare.length > 8 ? '+47 ' : '';
    return prefix + norwegian(home[1]);
  }
  if (!/^(\+|00)\d{7,15}$/.test(bare)) return bare;
  const parsed = parsePhoneNumberFromString(bare, country as CountryCode);
  return parsed?.isPossible() === true ? parsed.formatInternational() : bare;
}

/**
 * Groups a number for the eye. Digits are never changed, added or lost: whatever cannot be grouped
 * without that is shown as received. Names and addresses pass untouched.
 */
export function formatNumber(raw: string, rules: NumberRules): string {
  const bare = raw.trim().replaceAll(separators, '');
  if (rules.short.includes(bare) || !/^\+?\d{7,20}$/.test(bare)) return raw.trim();
  const shown = grouped(bare, rules.country);
  return digitsOf(shown).replace(/^\+/, '') === bare.replace(/^(\+|00)/, '') ? shown : raw.trim();
}

/** What was typed in the dial field, without the signs that are only for the eye. */
export function typedNumber(text: string): string {
  const trimmed = text.trim();
  return /^[+\d*#\s().\-/]+$/.test(trimmed) ? trimmed.replaceAll(separators, '') : trimmed;
}
