import { SambandError } from '../contract/index.ts';

type Failure = 'leg.gone' | 'media.failed' | 'network.lost' | 'reinvite.failed';

const kinds = {
  'leg.gone': { category: 'state', messageKey: 'error.legGone' },
  'media.failed': { category: 'media', messageKey: 'error.mediaFailed' },
  'network.lost': { category: 'network', messageKey: 'error.networkLost' },
  'reinvite.failed': { category: 'exchange', messageKey: 'error.reinviteFailed' },
} as const;

/** The errors that the port promises. `why` is a word for logs. */
export function failure(code: Failure, why?: string, cause?: unknown): SambandError {
  return new SambandError(
    { code, ...kinds[code], ...(why === undefined ? {} : { values: { why } }) },
    cause === undefined ? undefined : { cause },
  );
}
