import type { ReactNode } from 'react';
import { Meter } from 'react-aria-components';
import { useConsole } from '../app/context.ts';
import styles from './Quality.module.css';

const levels = [0, 1, 2, 3, 4] as const;
type Level = (typeof levels)[number];

/** One direction of the sound: four bars and a word. Not measured is said so, and shows no bars. */
export function Quality({
  label,
  level,
}: {
  readonly label: string;
  readonly level: number | undefined;
}): ReactNode {
  const { t } = useConsole().texts;
  const known = levels.find((item): item is Level => item === level);
  const words = t(known === undefined ? 'call.quality.unknown' : `call.quality.${known}`);
  return (
    <Meter
      className={styles['meter'] ?? ''}
      aria-label={label}
      value={known ?? 0}
      minValue={0}
      maxValue={4}
      valueLabel={words}
      data-level={known ?? 'unknown'}
    >
      <span>{label}</span>
      <span className={styles['bars']} aria-hidden="true">
        {levels.slice(1).map((bar) => (
          <i key={bar} data-on={known !== undefined && bar <= known} />
        ))}
      </span>
      <b>{words}</b>
    </Meter>
  );
}
