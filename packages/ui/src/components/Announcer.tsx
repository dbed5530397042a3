import type { WaitingCall } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';

/**
 * Says queue changes to a screen reader, politely, and gives the words for whoever looks elsewhere: the line of a new
 * call, and how many wait. No number and no name: both are heard and seen by whoever is near.
 */
export function Announcer({ rows }: { readonly rows: readonly WaitingCall[] }): ReactNode {
  const { texts, site, attention } = useConsole();
  const position = useConsoleState(({ snapshot }) => snapshot.position.number);
  const known = useRef<ReadonlySet<string>>(new Set());
  const [words, setWords] = useState('');
  const title = site?.site.exercise === true ? 'app.titleExercise' : 'app.title';
  useEffect(() => {
    const before = known.current;
    known.current = new Set(rows.map((row) => row.call));
    const fresh = rows.find((row) => !before.has(row.call));
    const n = rows.length;
    if (fresh) {
      const body = texts.t('queue.announceNew', { line: fresh.queue ?? texts.t('queue.direct'), n });
      setWords(body);
      attention({ title: texts.t(title, { position }), body });
    } else if (before.size !== n) setWords(texts.t('queue.announceCount', { n }));
  }, [rows, texts, title, position, attention]);
  return (
    <p role="status" aria-live="polite" className="sr-only" data-testid="queue-announcer">
      {words}
    </p>
  );
}
