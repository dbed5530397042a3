import type { Meta, StoryObj } from '@storybook/react-vite';
import { info } from '../testing/centre.ts';
import { inTurn, keys, press } from '../testing/presses.ts';
import { told } from '../testing/stories.tsx';
import { KeysPanel } from './KeysPanel.tsx';

const meta = {
  title: 'Reach/Keys',
  component: KeysPanel,
  parameters: told({ stage: { width: 480, height: 980 } }),
} satisfies Meta<typeof KeysPanel>;
export default meta;
type Story = StoryObj<typeof meta>;

const change = press('Endre tast: Legg på');

export const Usual: Story = {};
export const OwnKeys: Story = {
  parameters: told({
    situation: {
      info: { ...info, persons: { '': { keys: { 'call.hangUp': 'F8', 'call.mute': '' } } } },
    },
  }),
};
export const WaitsForAKey: Story = { play: change };
export const KeyIsTaken: Story = { play: inTurn(change, keys('{F1}')) };
export const KeyIsReserved: Story = { play: inTurn(change, keys('1')) };
