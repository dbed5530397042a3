import type { Meta, StoryObj } from '@storybook/react-vite';
import { info, site } from '../testing/centre.ts';
import { atTab, logPage, trouble } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { ReachZone } from './ReachZone.tsx';

const meta = {
  title: 'Reach/Reach zone',
  component: ReachZone,
  parameters: told({ stage: { width: 480, height: 820 } }),
} satisfies Meta<typeof ReachZone>;
export default meta;
type Story = StoryObj<typeof meta>;

export const QuickKeys: Story = {};
export const NoQuickKeys: Story = {
  parameters: told({ situation: { info: { ...info, site: { ...site, quickKeys: [] } } } }),
};
export const Phonebook: Story = { parameters: told({ situation: atTab('phonebook') }) };
export const CallLog: Story = {
  parameters: told({
    situation: { ...atTab('log'), shell: { callLog: () => Promise.resolve(logPage) } },
  }),
};
export const WithAlerts: Story = { parameters: told({ situation: { snapshot: trouble } }) };
export const PositionPanel: Story = { parameters: told({ situation: { view: { panel: 'position' } } }) };
export const KeysPanel: Story = { parameters: told({ situation: { view: { panel: 'keys' } } }) };
