import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { useConsole, useConsoleState } from './context.ts';

const zone = '[data-zone]';
const focusable = 'button, input, select, textarea, [tabindex="0"]';

/** Where the keyboard goes in a zone: where it was there before, else to the first control. */
function entrance(inside: Element, before: Pick<WeakMap<Element, Element>, 'get'>): HTMLElement | undefined {
  const last = before.get(inside);
  const target = last && inside.contains(last) ? last : inside.querySelector(focusable);
  return target instanceof HTMLElement ? target : undefined;
}

/** F6 and Shift+F6: from part to part of the screen, in the order of the page; parts without a control are passed over. */
export function useZoneKeys(root: RefObject<HTMLElement | null>): void {
  const { console } = useConsole();
  const wanted = useConsoleState(({ view }) =>
    view.focus === 'nextZone' || view.focus === 'previousZone' ? view.focus : undefined,
  );
  const before = useRef(new WeakMap<Element, Element>());
  useEffect(() => {
    const all = root.current;
    const remember = ({ target }: FocusEvent): void => {
      const inside = target instanceof Element ? target.closest(zone) : null;
      if (inside && target instanceof Element) before.current.set(inside, target);
    };
    all?.addEventListener('focusin', remember);
    return () => all?.removeEventListener('focusin', remember);
  }, [root]);
  useEffect(() => {
    if (!wanted || !root.current) return;
    console.setView({ focus: undefined });
    const zones = [...root.current.querySelectorAll(zone)].flatMap((inside) => {
      const target = entrance(inside, before.current);
      return target ? [{ inside, target }] : [];
    });
    const here = zones.findIndex(({ inside }) => inside.contains(document.activeElement));
    const step = wanted === 'nextZone' ? 1 : -1;
    // Outside of all: forward begins at the first, back at the last.
    const next = here === -1 && step === -1 ? zones.length - 1 : here + step;
    zones.at(next % Math.max(1, zones.length))?.target.focus();
  }, [console, root, wanted]);
}
