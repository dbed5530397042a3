import type { Call, Location } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Copy } from 'lucide-react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { lineName } from '../format/caller.ts';
import { formatNumber } from '../format/phone.ts';
import { locationWords } from '../format/location.ts';
import { nameOf } from '../state/directory.ts';
import { useTicking } from '../time/hooks.ts';
import styles from './CallFacts.module.css';
import { copyText } from './clipboard.ts';
import { Button } from './parts.tsx';

function CopyPosition({ text }: { readonly text: string }): ReactNode {
  const { t } = useConsole().texts;
  const [done, setDone] = useState<boolean>();
  return (
    <Button
      size="small"
      className={styles['copy']}
      name={t('location.copy')}
      onClick={() => void copyText(text).then(setDone)}
    >
      <Copy aria-hidden="true" size={16} />
      <span role="status">
        {done === undefined ? '' : t(done ? 'location.copied' : 'location.notCopied')}
      </span>
    </Button>
  );
}

/** One position in words. Its age runs, by the exchange's clock: the network that measured it has never heard of this PC's. */
function Place({ location }: { readonly location: Location }): ReactNode {
  const { texts } = useConsole();
  const skew = useConsoleState(({ snapshot }) => snapshot.clockSkewMs);
  const now = useTicking((wall) => wall);
  const words = locationWords(texts, location, now - skew);
  return (
    <dd className={styles['place']}>
      <span>
        <b>
          <bdi>{words.place}</bdi>
        </b>
        <span className={styles['details']}> {words.details.join(' · ')}</span>
      </span>
      {words.copy === undefined ? null : <CopyPosition text={words.copy} />}
    </dd>
  );
}

/** What is known of the caller: every source its own line, none hides another. */
export function CallFacts({ call }: { readonly call: Call }): ReactNode {
  const { texts, numbers, directory } = useConsole();
  const { t, time } = texts;
  const { caller, locations } = call;
  const incoming = call.direction === 'incoming';
  const known = nameOf(directory.names, caller.number);
  const came = [
    formatNumber(call.dialled, numbers),
    call.queue === undefined || call.queue === call.dialled
      ? undefined
      : t('call.fact.inQueue', { queue: lineName(call, texts, numbers) }),
    t('call.fact.at', { time: time(call.since, true) }),
    incoming ? t(`call.asserted.${caller.assertedBy}`) : undefined,
  ].filter((words) => words !== undefined);
  return (
    <dl className={styles['facts']}>
      {caller.name === undefined || caller.number === undefined ? null : (
        <>
          <dt>{t('call.fact.name')}</dt>
          <dd>
            <b>
              <bdi>{caller.name}</bdi>
            </b>
          </dd>
        </>
      )}
      {known === undefined || known === caller.name ? null : (
        <>
          <dt>{t('call.fact.phonebook')}</dt>
          <dd>
            <b>{known}</b>
          </dd>
        </>
      )}
      {incoming ? (
        <>
          <dt>{t('call.fact.location')}</dt>
          {locations.length === 0 ? <dd>{t('call.location.none')}</dd> : null}
          {locations.map((location, index) => (
            <Place key={`${location.source}-${index}`} location={location} />
          ))}
        </>
      ) : null}
      <dt>{t('call.fact.dialled')}</dt>
      <dd>{came.join(' · ')}</dd>
    </dl>
  );
}
