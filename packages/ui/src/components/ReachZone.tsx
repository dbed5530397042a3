import type { Layout } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { useConsole, useConsoleState } from '../app/context.ts';
import { keyOf } from '../keys/actions.ts';
import { AlertList } from './AlertLine.tsx';
import { CallLogList } from './CallLogList.tsx';
import { Dial } from './Dial.tsx';
import { Phonebook } from './Phonebook.tsx';
import { QuickKeys } from './QuickKeys.tsx';
import styles from './ReachZone.module.css';
import { SidePanel } from './SidePanel.tsx';
import { Tabs } from './Tabs.tsx';

type TabName = Layout['tabs'][number];

const contents: Readonly<Record<TabName, () => ReactNode>> = {
  quick: QuickKeys,
  phonebook: Phonebook,
  log: CallLogList,
};
const hotkeys: Readonly<Record<TabName, string>> = {
  quick: '',
  phonebook: 'reach.phonebook',
  log: 'reach.log',
};

/** Whom the role reaches, as its layout has it; which one is open is the place's. */
function ReachTabs(): ReactNode {
  const { texts, layout, settings, keepPlace, bound } = useConsole();
  const { tabs } = layout;
  const kept = settings.place.tab;
  const chosen = tabs.find((tab) => tab === kept) ?? tabs[0] ?? 'quick';
  const Content = contents[chosen];
  return (
    <Tabs
      label={texts.t('reach.tabs')}
      tabs={tabs.map((id) => ({ id, words: texts.t(`tab.${id}`), hotkey: keyOf(bound, hotkeys[id]) }))}
      chosen={chosen}
      onChoose={(tab) => keepPlace({ tab })}
    >
      <Content />
    </Tabs>
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
          <ReachTabs />
          <Dial />
        </>
      )}
      <AlertList />
    </section>
  );
}
