import type { Meta, StoryObj } from '@storybook/react-vite';
import { info, site } from '../../preview/centre.ts';
import { press } from '../testing/presses.ts';
import { trouble } from '../testing/situations.ts';
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
export const KeypadOpen: Story = { play: press('Vis tall') };
export const NumberPressed: Story = {
  play: press('Vis tall', 'Tall 9', 'Tall 0', 'Tall 1', 'Tall 2', 'Tall 3', 'Tall 4', 'Tall 5', 'Tall 6'),
};
export const WithAlerts: Story = { parameters: told({ situation: { snapshot: trouble } }) };
export const PositionPanel: Story = { parameters: told({ situation: { view: { panel: 'position' } } }) };
export const KeysPanel: Story = { parameters: told({ situation: { view: { panel: 'keys' } } }) };
