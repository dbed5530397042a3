import { fillTemplate } from '@samband/telephony/contract';
import type { SyntheticEvent, ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { Delete, Phone } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { formatNumber, typedNumber } from '../format/phone.ts';
import { AlertList } from './AlertLine.tsx';
import { cx } from './cx.ts';
import { Keypad } from './Keypad.tsx';
import { Button, Panel, SiteIcon } from './parts.tsx';
import { SidePanel } from './SidePanel.tsx';
import styles from './ReachZone.module.css';

/** The user part of a target, for the small line under the label: what will be rung. */
function targetWords(target: string): string {
  return target.replace(/^(sips?|tel):/, '').replace(/@.*$/, '');
}

/** Quick keys with a target of their own. Group and conference keys are not here: the console cannot do them yet. */
function QuickKeys(): ReactNode {
  const { console, texts, site, numbers } = useConsole();
  const keys = useMemo(
    () => (site?.quickKeys ?? []).filter((key) => key.target !== undefined && key.then === undefined),
    [site],
  );
  const values = { domain: site?.exchange.domain ?? '' };
  return (
    <Panel title={texts.t('reach.quickKeys')} className={styles['quick']}>
      {keys.length === 0 ? <p className={styles['none']}>{texts.t('reach.noQuickKeys')}</p> : null}
      <ul className={styles['keys']} aria-label={texts.t('reach.quickKeys')}>
        {keys.map((key) => {
          const target = fillTemplate(key.target ?? '', values);
          return (
            <li key={key.label} className={cx(key.wide === true && styles['wide'])}>
              <Button
                name={texts.t('reach.callQuick', { label: key.label })}
                onClick={() => console.send('call.dial', { target })}
              >
                {key.icon === undefined ? null : <SiteIcon name={key.icon} size={20} />}
                <span>
                  {key.label}
                  <small>{formatNumber(targetWords(target), numbers)}</small>
                </span>
              </Button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** The dial field. What is typed is grouped beside the field, never in it: the cursor stays where it is. */
function Dial(): ReactNode {
  const { console, texts, numbers } = useConsole();
  const { t } = texts;
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const target = typedNumber(text);
  const shown = formatNumber(target, numbers);
  function dial(event: SyntheticEvent): void {
    event.preventDefault();
    if (target !== '' && console.send('call.dial', { target })) setText('');
  }
  return (
    <Panel
      title={t('reach.dial')}
      aside={
        <>
          {shown === text ? null : <span className={styles['grouped']}>{shown}</span>}
          <Button size="small" tone="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'reach.hideKeypad' : 'reach.showKeypad')}
          </Button>
        </>
      }
      className={styles['dial']}
    >
      <form onSubmit={dial} className={styles['form']}>
        <input
          aria-label={t('reach.number')}
          placeholder={t('reach.number')}
          inputMode="tel"
          autoComplete="off"
          spellCheck={false}
          maxLength={256}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button
          name={t('reach.erase')}
          aria-disabled={text === ''}
          onClick={() => setText(text.slice(0, -1))}
        >
          <Delete aria-hidden="true" size={20} />
        </Button>
        <Button type="submit" aria-disabled={target === ''}>
          <Phone aria-hidden="true" size={20} />
          {t('reach.call')}
        </Button>
      </form>
      {open ? <Keypad onKey={(key) => setText(text + key)} /> : null}
    </Panel>
  );
}

export function ReachZone(): ReactNode {
  const { texts } = useConsole();
  const panel = useConsoleState((state) => state.view.panel);
  return (
    <section className={styles['zone']} aria-label={texts.t('reach.region')}>
      {panel ? (
        <SidePanel name={panel} />
      ) : (
        <>
          <QuickKeys />
          <Dial />
        </>
      )}
      <AlertList />
    </section>
  );
}
