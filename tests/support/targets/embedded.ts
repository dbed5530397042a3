import { startEmbedded } from './embedded/exchange.ts';
import { openOutside } from './embedded/outside.ts';
import { notDeclared } from './target.ts';
import type { Target } from './target.ts';

/** The exchange that a console brings along to practise with; telephones outside are pages of a browser. */
export async function openEmbedded(): Promise<Target> {
  const exchange = await startEmbedded();
  const outside = await openOutside(exchange);
  const { site } = exchange;
  return {
    name: 'embedded exchange',
    site,
    lacks: {
      ...notDeclared(site),
      announcement: 'callers hear that it rings',
      telephones: 'nothing of it listens to the telephone network',
      digits: 'a browser does not tell the digits that it is sent',
    },
    secrets: (position) => Promise.resolve(exchange.secrets(`pos${position}`)),
    caller: outside.caller,
    answerer: outside.answerer,
    registrations: (user) => Promise.resolve(exchange.registrations(user)),
    mend: () => Promise.resolve(),
    async close() {
      await outside.close();
      await exchange.close();
    },
  };
}
