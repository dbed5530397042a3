import type { ReactNode } from 'react';
import { useEngineTime } from '../time/hooks.ts';
import styles from './WaitBar.module.css';

const steps = 100;

/** A thin bar that fills toward the queue's limit (ms). Drawn as SVG: the page's CSP allows no inline style. */
export function WaitBar({
  sinceMono,
  limit,
}: {
  readonly sinceMono: number;
  readonly limit: number;
}): ReactNode {
  const filled = useEngineTime((mono) => {
    const share = limit > 0 ? (mono - sinceMono) / limit : 1;
    return Math.round(Math.min(1, Math.max(0, share)) * steps);
  });
  return (
    <svg
      className={styles['bar']}
      viewBox={`0 0 ${steps} 4`}
      preserveAspectRatio="none"
      aria-hidden="true"
      data-full={filled === steps}
    >
      <rect className={styles['track']} width={steps} height="4" />
      <rect className={styles['fill']} width={filled} height="4" />
    </svg>
  );
}
