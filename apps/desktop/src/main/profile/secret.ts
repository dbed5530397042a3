import { createHash } from 'node:crypto';
import { fillTemplate } from '@samband/telephony/contract';
import type { Credentials, ScreenInfo, Site } from '@samband/telephony/contract';
import type { Logger } from '@samband/telephony/ports';
import { writeAtomicSync } from './atomic.ts';
import { codeOf, systemFiles } from './files.ts';
import type { Files } from './files.ts';

export const secretVariable = 'SAMBAND_SIP_SECRET';

/** Takes the secret out of the environment, so that no child process inherits it. */
export function takeSecret(environment: NodeJS.ProcessEnv): string | undefined {
  const secret = environment[secretVariable];
  delete environment[secretVariable];
  return secret === undefined || secret === '' ? undefined : secret;
}

/** The operating system's key store. `undefined` in place of it: there is none that deserves the name. */
export interface KeyStore {
  encrypt(text: string): Uint8Array;
  decrypt(sealed: Uint8Array): string;
}

export interface SecretKeeper {
  readonly from: ScreenInfo['secret'];
  get(): string | undefined;
  /** Keeps it in the key store where there is one, else in memory until the app ends. */
  provide(secret: string): void;
}

export interface SecretDeps {
  /** Sealed copy, one per position. */
  readonly path: string;
  readonly environment: string | undefined;
  readonly keys: KeyStore | undefined;
  readonly log: Logger;
  readonly files?: Files;
}

function readSealed({ path, keys, log, files = systemFiles }: SecretDeps): string | undefined {
  if (!keys) return undefined;
  try {
    return keys.decrypt(Buffer.from(files.read(path), 'base64'));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') log.warn('the stored secret cannot be opened');
    return undefined;
  }
}

export function openSecret(deps: SecretDeps): SecretKeeper {
  let secret = deps.environment ?? readSealed(deps);
  let from: ScreenInfo['secret'] =
    deps.environment !== undefined ? 'environment' : secret ? 'stored' : 'missing';
  return {
    get from() {
      return from;
    },
    get: () => secret,
    provide(given) {
      secret = given;
      from = 'session';
      if (!deps.keys) return;
      try {
        const sealed = Buffer.from(deps.keys.encrypt(given)).toString('base64');
        writeAtomicSync(deps.path, sealed, deps.files);
        from = 'stored';
      } catch (error) {
        deps.log.warn('the secret cannot be stored', { code: codeOf(error) });
      }
    },
  };
}

/** Digest credentials: HA1 = MD5(user:realm:secret), RFC 2617 §3.2.2.2. */
export function digestOf(username: string, realm: string, secret: string): Credentials {
  const ha1 = createHash('md5').update(`${username}:${realm}:${secret}`).digest('hex');
  return { username, realm, ha1 };
}

/** Digest credentials of a position. The realm is the site's domain. */
export function credentialsOf(site: Site, position: number, secret: string): Credentials {
  const { domain } = site.exchange;
  const aor = fillTemplate(site.positions.aor, { n: position, position, domain });
  const username = /^sips?:([^@;]+)@/.exec(aor)?.[1] ?? aor;
  return digestOf(username, domain, secret);
}
