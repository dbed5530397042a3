import type { HidDevice } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { Lightbulb, LightbulbOff } from 'lucide-react';
import { useConsole, useConsoleState, useLooks } from '../app/context.ts';
import { nearCall } from '../state/hid.ts';
import { lampWords } from './devices.ts';
import styles from './DevicesPanel.module.css';
import { Button } from './parts.tsx';

/** Where it stands why no lamp can be tried now. */
export const whyNoLamp = 'why-no-lamp';

/** One lamp: a press blinks it for some seconds, and it is shown here as it is there. */
function Lamp({ device, lamp }: { readonly device: string; readonly lamp: string }): ReactNode {
  const { console, texts } = useConsole();
  const { t } = texts;
  const why = useConsoleState(({ snapshot }) => nearCall(snapshot));
  const lit = useLooks(({ testing }) =>
    testing?.device === device && testing.lamp === lamp ? testing.lit : undefined,
  );
  const Sign = lit === false ? LightbulbOff : Lightbulb;
  return (
    <li>
      <Button
        size="small"
        className={styles['try']}
        data-lit={lit}
        aria-disabled={why !== undefined}
        {...(why === undefined ? {} : { 'aria-describedby': whyNoLamp })}
        onClick={() => {
          if (why === undefined) console.send('device.lamp', { device, lamp });
        }}
      >
        <Sign aria-hidden="true" size={14} />
        {lampWords(lamp, texts)}
        {lit === undefined ? null : (
          <span className="sr-only"> {t(lit ? 'devices.isLit' : 'devices.isDark')}</span>
        )}
      </Button>
    </li>
  );
}

/** The lamps of a device, each to be tried: who sees the headset sees whether it is the right one, and whether it works. */
export function DeviceLamps({ device: { id, label, lamps } }: { readonly device: HidDevice }): ReactNode {
  const { t } = useConsole().texts;
  if (lamps.length === 0) return null;
  return (
    <div className={styles['tries']}>
      <span aria-hidden="true">{t('devices.lampList')}</span>
      <ul aria-label={t('devices.lampListOf', { label })}>
        {lamps.map((lamp) => (
          <Lamp key={lamp} device={id} lamp={lamp} />
        ))}
      </ul>
    </div>
  );
}
