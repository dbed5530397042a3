import type { ReactNode } from 'react';
import { useConsole } from '../app/context.ts';
import { levelOf, meterShare } from '../state/devices.ts';
import styles from './LevelMeter.module.css';

const steps = 100;

/** How loud it is right now; ten times a second. Drawn as SVG: the page's CSP allows no inline style. */
export function LevelMeter({
  label,
  level,
  muted = false,
}: {
  readonly label: string;
  /** dB of full scale; undefined: not measured. */
  readonly level: number | undefined;
  /** Heard by the microphone, and by nobody else. */
  readonly muted?: boolean;
}): ReactNode {
  const { t } = useConsole().texts;
  const filled = level === undefined ? 0 : Math.round(meterShare(level) * steps);
  const how = levelOf(level);
  return (
    <svg
      className={styles['meter']}
      viewBox={`0 0 ${steps} 8`}
      preserveAspectRatio="none"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={steps}
      aria-valuenow={filled}
      aria-valuetext={t(`sound.level.${how}`)}
      data-level={how}
      data-muted={muted}
    >
      <rect className={styles['track']} width={steps} height="8" />
      <rect className={styles['fill']} width={filled} height="8" />
    </svg>
  );
}
