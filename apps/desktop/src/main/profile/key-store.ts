import { safeStorage } from 'electron';
import type { KeyStore } from './secret.ts';

/* oxlint-disable typescript/no-deprecated -- the successors, which answer later, are not in the test runtime (Electron 33) */

/** The operating system's key store; undefined where there is none, or only one that encrypts with a known key. */
export function openKeyStore(): KeyStore | undefined {
  if (!safeStorage.isEncryptionAvailable()) return undefined;
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
    return undefined;
  return {
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (sealed) => safeStorage.decryptString(Buffer.from(sealed)),
  };
}
