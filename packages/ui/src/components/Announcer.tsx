import type { WaitingCall } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useConsole } from '../app/context.ts';
import { lineName } from '../format/caller.ts';

/** Says queue changes to a screen reader, politely: the line of a new call, and how many wait. No number, no name. */
export function Announcer({ rows }: { readonly rows: readonly WaitingCall[] }): ReactNode {
  const { texts, numbers } = useConsole();
  const known = useRef<ReadonlySet<string>>(new Set());
  const [words, setWords] = useState('');
  useEffect(() => {
    const before = known.current;
    known.current = new Set(rows.map((row) => row.call));
    const fresh = rows.find((row) => !before.has(row.call));
    const n = rows.length;
    if (fresh) setWords(texts.t('queue.announceNew', { line: lineName(fresh, texts, numbers), n }));
    else if (before.size !== n) setWords(texts.t('queue.announceCount', { n }));
  }, [rows, texts, numbers]);
  return (
    <p role="status" aria-live="polite" className="sr-only" data-testid="queue-announcer">
      {words}
    </p>
  );
}
