import type { WaitingCall } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';

/** After something was said, what happens within this time (ms) is said together: thirty calls are not thirty sentences. */
export const burst = 1500;

/**
 * Says queue changes to a screen reader, politely, and gives the words for whoever looks elsewhere: the line of a new
 * call, and how many wait. No number and no name: both are heard and seen by whoever is near.
 */
export function Announcer({ rows }: { readonly rows: readonly WaitingCall[] }): ReactNode {
  const { texts, site, attention } = useConsole();
  const position = useConsoleState(({ snapshot }) => snapshot.position.number);
  const known = useRef<ReadonlySet<string>>(new Set());
  const quiet = useRef<ReturnType<typeof setTimeout>>(undefined);
  const late = useRef<string>(undefined);
  const [said, setSaid] = useState({ words: '', language: texts.language });
  const title = site?.site.exercise === true ? 'app.titleExercise' : 'app.title';
  useEffect(() => () => clearTimeout(quiet.current), []);
  useEffect(() => {
    /** The first at once, then the last word of each burst. */
    function say(text: string): void {
      if (quiet.current !== undefined) {
        late.current = text;
        return;
      }
      setSaid({ words: text, language: texts.language });
      quiet.current = setTimeout(() => {
        quiet.current = undefined;
        const rest = late.current;
        late.current = undefined;
        if (rest !== undefined) say(rest);
      }, burst);
    }
    const before = known.current;
    known.current = new Set(rows.map((row) => row.call));
    const fresh = rows.find((row) => !before.has(row.call));
    const n = rows.length;
    if (fresh) {
      const body = texts.t('queue.announceNew', { line: fresh.queue ?? texts.t('queue.direct'), n });
      say(body);
      attention({ title: texts.t(title, { position }), body });
    } else if (before.size !== n) say(texts.t('queue.announceCount', { n }));
  }, [rows, texts, title, position, attention]);
  return (
    <p role="status" aria-live="polite" className="sr-only" data-testid="queue-announcer">
      {/* A sentence of the language before is not left for whoever reads the screen in another. */}
      {said.language === texts.language ? said.words : ''}
    </p>
  );
}
