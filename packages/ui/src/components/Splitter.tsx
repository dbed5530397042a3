import type { CSSProperties, KeyboardEvent, PointerEvent, ReactNode, RefObject } from 'react';
import { useEffect, useState } from 'react';
import { useConsole } from '../app/context.ts';
import { byKey, gutter, least, limits, resized, shown } from '../app/zones.ts';
import type { Side, Widths } from '../app/zones.ts';
import styles from './Splitter.module.css';

/** Width of an element as it changes; 0 before it is measured. */
function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = (): void => setWidth(element.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}

/** Zone widths as they are shown now, and the style that makes them so. */
export function useZones(ref: RefObject<HTMLElement | null>) {
  const { layout, settings, keepPlace } = useConsole();
  const [moving, setMoving] = useState<Widths>();
  const width = useWidth(ref);
  const { queue, reach } = settings.place.zones ?? layout.zones;
  const kept = { queue, reach };
  const widths = moving ?? kept;
  const style = {
    '--queue': `${widths.queue}%`,
    '--reach': `${widths.reach}%`,
    '--queue-least': `${least.queue}px`,
    '--call-least': `${least.call}px`,
    '--reach-least': `${least.reach}px`,
    '--gutter': `${gutter}px`,
  } as CSSProperties;
  return {
    style,
    width,
    widths,
    move: setMoving,
    /** What was moved is kept when the hand lets go, not at each pixel. */
    done(): void {
      if (moving) keepPlace({ zones: moving });
      setMoving(undefined);
    },
    /** Back to the layout's own. */
    reset: (side: Side): void => {
      setMoving(undefined);
      keepPlace({ zones: { ...kept, [side]: layout.zones[side] } });
    },
  };
}

/** The edge of an outer zone: dragged by pointer or finger, moved by arrow keys, set back by a double press. */
export function Splitter({
  side,
  zones: { width, widths, move, done, reset },
}: {
  readonly side: Side;
  readonly zones: ReturnType<typeof useZones>;
}): ReactNode {
  const { t } = useConsole().texts;
  const { from, to } = limits(side, widths, width);
  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const all = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!all) return;
    const px = side === 'queue' ? event.clientX - all.left : all.right - event.clientX;
    move(resized(widths, side, ((px - gutter / 2) / all.width) * 100, width));
  }
  function onKeyDown(event: KeyboardEvent): void {
    const next = byKey(widths, side, event.key, width);
    if (!next) return;
    event.preventDefault();
    move(next);
  }
  return (
    // A focusable separator is a widget (WAI-ARIA 1.2); an <hr> cannot be moved.
    <div
      role="separator"
      tabIndex={0}
      className={styles['splitter']}
      aria-orientation="vertical"
      aria-label={t(`zones.${side}`)}
      aria-controls={`zone-${side}`}
      aria-valuenow={Math.round(shown(side, widths, width))}
      aria-valuemin={Math.round(from)}
      aria-valuemax={Math.round(to)}
      title={t('zones.hint')}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onLostPointerCapture={done}
      onKeyDown={onKeyDown}
      onKeyUp={done}
      onBlur={done}
      onDoubleClick={() => reset(side)}
    />
  );
}
