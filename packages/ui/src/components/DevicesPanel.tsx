import type { HidDevice } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { Check, Circle, Disc, Ear, Footprints, Headphones, Headset, Lightbulb } from 'lucide-react';
import { useAway, useConsole, useConsoleState, useLooking, useLooks } from '../app/context.ts';
import { useFocusOn } from '../app/focus.ts';
import { buttonsOf, nearCall, pairingOf } from '../state/hid.ts';
import type { Pairing } from '../state/hid.ts';
import { isAmong } from '../state/looks.ts';
import type { Button as Pressed } from '../state/looks.ts';
import { cx } from './cx.ts';
import { DeviceButtons } from './DeviceButtons.tsx';
import { DeviceLamps, whyNoLamp } from './DeviceLamps.tsx';
import { abilityWords, buttonWords, testedWords, troubleWords } from './devices.ts';
import styles from './DevicesPanel.module.css';
import { LearnPedal } from './LearnPedal.tsx';
import { Button, Panel, Warning } from './parts.tsx';

const signs = { headset: Headset, pedal: Footprints, light: Lightbulb } as const;

/** One button that lights up while it is down, and stays marked when it has been tried. */
function Lamp({ pressed }: { readonly pressed: Pressed }): ReactNode {
  const { texts } = useConsole();
  const down = useLooks((looks) => isAmong(looks.down, pressed));
  const tried = useLooks((looks) => isAmong(looks.tried, pressed));
  const Sign = down ? Disc : tried ? Check : Circle;
  const state = down ? 'devices.isDown' : 'devices.wasTried';
  return (
    <li className={styles['lamp']} data-down={down} data-tried={tried}>
      <Sign aria-hidden="true" size={14} />
      {buttonWords(pressed.button, texts)}
      {down || tried ? <span className="sr-only"> {texts.t(state)}</span> : null}
    </li>
  );
}

/** Who has it on, where that is known. */
function Paired({ device, pairing }: { readonly device: string; readonly pairing: Pairing }): ReactNode {
  const { t } = useConsole().texts;
  const isSecond = useConsoleState(({ snapshot }) => snapshot.medlytt.headset === device);
  if (isSecond)
    return (
      <p className={styles['paired']}>
        <Ear aria-hidden="true" size={16} />
        {t('devices.pair.medlytt')}
      </p>
    );
  if (pairing.kind === 'ask' || pairing.kind === 'none' || pairing.device !== device) return null;
  return (
    <p className={styles['paired']}>
      <Headphones aria-hidden="true" size={16} />
      {pairing.kind === 'worn' ? t('devices.pair.own') : t('devices.pair.one', { label: pairing.label })}
    </p>
  );
}

/** What it is, what it can do, and whether it works. */
function Device({ device, pairing }: { readonly device: HidDevice; readonly pairing: Pairing }): ReactNode {
  const { texts } = useConsole();
  const { t } = texts;
  const live = useConsoleState((state) => state.link === 'live');
  const { id, kind, label } = device;
  const state = live ? device.state : 'unknown';
  const trouble = live ? troubleWords(device, texts) : undefined;
  const buttons = buttonsOf(device);
  const readable = device.state !== 'unreadable';
  const Sign = signs[kind];
  return (
    <li className={styles['device']} data-state={state}>
      <h4>
        <Sign aria-hidden="true" size={20} />
        <span className={styles['label']}>{label}</span>
        <span className={styles['state']}>{t(`devices.state.${state}`)}</span>
      </h4>
      <p className={styles['hint']}>
        {t(`devices.kind.${kind}`)}
        {readable ? ` · ${abilityWords(device, buttons.length, texts)}` : ''}
      </p>
      <Paired device={id} pairing={pairing} />
      {trouble === undefined ? null : <Warning tone="warn">{trouble}</Warning>}
      {readable && buttons.length > 0 ? (
        <ul className={styles['lamps']} aria-label={`${t(`devices.kind.${kind}`)} ${label}`}>
          {buttons.map((button) => (
            <Lamp key={button} pressed={{ device: id, button }} />
          ))}
        </ul>
      ) : null}
      {readable ? <DeviceLamps device={device} /> : null}
    </li>
  );
}

/** What blinks, is down, or was pressed last, also for who does not see it. */
function Seen({
  hid,
  canPress,
}: {
  readonly hid: readonly HidDevice[];
  readonly canPress: boolean;
}): ReactNode {
  const { texts } = useConsole();
  // Not the test itself: its state changes with each blink, and the words do not.
  const tested = useLooks(({ testing }) => testing?.device);
  const lamp = useLooks(({ testing }) => testing?.lamp);
  const down = useLooks((looks) => looks.down.at(-1));
  const tried = useLooks((looks) => looks.tried.at(-1));
  const blinks = hid.find(({ id }) => id === tested);
  if (blinks && lamp !== undefined) return testedWords(lamp, blinks.label, texts);
  const shown = down ?? tried;
  const label = hid.find(({ id }) => id === shown?.device)?.label;
  if (!shown || label === undefined) return texts.t(canPress ? 'devices.try' : 'devices.tryLamp');
  const values = { device: label, button: buttonWords(shown.button, texts) };
  return texts.t(down ? 'devices.down' : 'devices.tried', values);
}

function Connected(): ReactNode {
  const { t } = useConsole().texts;
  const away = useAway();
  const hid = useConsoleState(({ snapshot }) => snapshot.hid);
  const uses = useConsoleState(({ snapshot }) => snapshot.uses);
  const medlytt = useConsoleState(({ snapshot }) => snapshot.medlytt);
  const noLamp = useConsoleState(({ snapshot }) => nearCall(snapshot));
  const pressed = useLooks((looks) => looks.pressed);
  const pairing = pairingOf({ hid, uses, medlytt }, pressed);
  const readable = hid.filter(({ state }) => state !== 'unreadable');
  const canPress = readable.some((device) => buttonsOf(device).length > 0);
  const canLight = readable.some(({ lamps }) => lamps.length > 0);
  // Unknown is not none.
  if (hid.length === 0 && away) return null;
  if (hid.length === 0)
    return (
      <div className={cx(styles['part'], styles['empty'])}>
        <p>{t('devices.none')}</p>
        <p className={styles['hint']}>{t('devices.noneHint')}</p>
      </div>
    );
  return (
    <section className={styles['part']} aria-label={t('devices.list')}>
      {pairing.kind === 'ask' ? <p className={styles['ask']}>{t('devices.pair.ask')}</p> : null}
      <ul className={styles['devices']} aria-label={t('devices.list')}>
        {hid.map((device) => (
          <Device key={device.id} device={device} pairing={pairing} />
        ))}
      </ul>
      {canLight && noLamp ? (
        <p id={whyNoLamp} className={styles['hint']}>
          {t(`devices.noLamp.${noLamp}`)}
        </p>
      ) : null}
      {(canPress || canLight) && !away ? (
        <p role="status" className={styles['hint']}>
          <Seen hid={hid} canPress={canPress} />
        </p>
      ) : null}
    </section>
  );
}

/** Why nothing here can be relied on at this moment. */
function Away(): ReactNode {
  const { t } = useConsole().texts;
  const away = useAway();
  if (!away) return null;
  return (
    <div className={styles['away']}>
      <Warning tone="warn">{t(`devices.${away}`)}</Warning>
    </div>
  );
}

/** Headsets' buttons, pedals and lights: what is there, whether it works, and what it does. In the right zone. */
export function DevicesPanel(): ReactNode {
  const { console, texts } = useConsole();
  const ref = useFocusOn<HTMLElement>('panel');
  useLooking();
  return (
    <Panel
      ref={ref}
      title={texts.t('devices.panel')}
      className={styles['panel']}
      aside={
        <Button size="small" onClick={() => console.setView({ panel: undefined })}>
          {texts.t('keys.close')}
        </Button>
      }
    >
      <div className={styles['body']}>
        <Away />
        <Connected />
        <DeviceButtons />
        <LearnPedal />
      </div>
    </Panel>
  );
}
