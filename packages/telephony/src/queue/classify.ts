import type { Caller, CategoryOfSite, QueueOfSite, Site } from '../contract/index.ts';
import { fillTemplate } from '../contract/index.ts';

/** User part of a SIP or tel URI, or the text itself. */
export function userOf(uri: string): string {
  const bare = uri.replace(/^<|>$/g, '').replace(/^(sips?|tel):/i, '');
  return bare.split(/[@;?]/, 1)[0] ?? '';
}

/** The queue that was dialled. Undefined: a direct call to the position. */
export function queueOf(site: Site, dialled: string, unattended: boolean): QueueOfSite | undefined {
  const user = userOf(dialled);
  const aorUser = (queue: QueueOfSite) => userOf(fillTemplate(queue.aor, { domain: site.exchange.domain }));
  const exact = site.queues.find((queue) => aorUser(queue) === user);
  if (exact || !unattended) return exact;
  // An exchange that rings everybody does it at an address of its own, which holds the queue's name ("alarm-113").
  const words = user.split(/[^\w+]|_/);
  return site.queues.find((queue) => words.includes(aorUser(queue)));
}

function matches(pattern: string, caller: Caller): boolean {
  try {
    const rule = new RegExp(pattern, 'i');
    return [caller.uri, caller.number].some((text) => text !== undefined && rule.test(text));
  } catch {
    return false;
  }
}

/** The first rule of the site that hits; else the queue's own category; else the least urgent one. */
export function classify(
  site: Site,
  queue: QueueOfSite | undefined,
  caller: Caller,
): Pick<CategoryOfSite, 'id' | 'priority'> {
  const hit = site.categories.find(({ match }) => {
    if (!match || (match.queue === undefined && match.caller === undefined)) return false;
    if (match.queue !== undefined && match.queue !== queue?.id) return false;
    return match.caller === undefined || matches(match.caller, caller);
  });
  const own = site.categories.find((category) => category.id === queue?.category);
  const last = [...site.categories].sort((a, b) => b.priority - a.priority)[0];
  return hit ?? own ?? last ?? { id: '', priority: 99 };
}
