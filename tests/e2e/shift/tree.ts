import type { CDPSession, Page } from '@playwright/test';

const sessions = new WeakMap<Page, Promise<CDPSession>>();
export function sessionOf(page: Page): Promise<CDPSession> {
  const known = sessions.get(page);
  if (known) return known;
  const opened = page.context().newCDPSession(page);
  sessions.set(page, opened);
  return opened;
}

interface RawNode {
  readonly ignored?: boolean;
  readonly role?: { readonly value?: unknown };
  readonly name?: { readonly value?: unknown };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly backendDOMNodeId?: number;
}

export interface TreeNode {
  readonly role: string;
  readonly name: string;
  /** How a change of it is read out: polite, assertive, or not at all. */
  readonly live: string;
  readonly node: number;
}

const text = (property: { readonly value?: unknown } | undefined): string =>
  typeof property?.value === 'string' ? property.value : '';

/** What a screen reader is given, and nothing else. */
export async function treeOf(page: Page): Promise<TreeNode[]> {
  const session = await sessionOf(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: RawNode[] };
  return nodes.flatMap(({ ignored, role, name, properties, backendDOMNodeId }) =>
    backendDOMNodeId === undefined || ignored === true
      ? []
      : [
          {
            role: text(role),
            name: text(name),
            live: text(properties?.find((property) => property.name === 'live')?.value),
            node: backendDOMNodeId,
          },
        ],
  );
}

/** The accessibility API's default action. */
export async function pressNode(page: Page, { node }: TreeNode): Promise<void> {
  const session = await sessionOf(page);
  const { object } = (await session.send('DOM.resolveNode', { backendNodeId: node })) as {
    object: { objectId?: string };
  };
  await session.send('Runtime.callFunctionOn', {
    objectId: object.objectId ?? '',
    functionDeclaration: 'function () { this.click(); }',
  });
}
