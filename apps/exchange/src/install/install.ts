import { findAsterisk, installAsterisk, type Asterisk } from './asterisk.ts';
import { findProgram, installPackages, missingPackages } from './packages.ts';

/** Something is missing that only root may install; the message says what to do. */
export class MissingPartsError extends Error {
  override readonly name = 'MissingPartsError';
}

/**
 * Sees to it that everything the exchange needs is on this machine, and says so while it works.
 * @throws MissingPartsError when something is missing and this user may not install it
 */
export async function install(say: (line: string) => void): Promise<Asterisk> {
  const asterisk = findAsterisk();
  const packages = missingPackages();
  const forAsterisk =
    asterisk === undefined && findProgram('debootstrap') === undefined ? ['debootstrap'] : [];
  const needed = [...packages, ...forAsterisk];
  if (process.getuid?.() !== 0 && (needed.length > 0 || asterisk === undefined)) {
    const what = [...needed, ...(asterisk === undefined ? ['Asterisk 22'] : [])].join(', ');
    throw new MissingPartsError(
      `Missing: ${what}. Installing needs root, running does not: run "sudo npm run exchange -- install" once.`,
    );
  }
  if (needed.length > 0) await installPackages(needed, say);
  return asterisk ?? installAsterisk(say);
}
