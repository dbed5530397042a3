import type { Meta, StoryObj } from '@storybook/react-vite';
import { staffed } from '../testing/centre.ts';
import { inTurn, keys, press } from '../testing/presses.ts';
import { signedIn } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { PositionPanel } from './PositionPanel.tsx';

const meta = {
  title: 'Reach/Position',
  component: PositionPanel,
  parameters: told({ stage: { width: 480, height: 860 }, situation: signedIn() }),
} satisfies Meta<typeof PositionPanel>;
export default meta;
type Story = StoryObj<typeof meta>;

/** Where the site has no directory of operators. */
export const NobodySignsIn: Story = {
  render: () => <PositionPanel />,
  parameters: told({
    stage: { height: 420 },
    situation: { info: { ...staffed, operators: [] } },
  }),
};
export const ThreeRoles: Story = {};
export const RoleAsksForASecondPress: Story = {
  parameters: told({
    situation: {
      memory: {
        guard: {
          why: 'lastReady',
          asked: { type: 'position.changeRole', payload: { role: 'leader' } },
        },
      },
    },
  }),
};
export const SignOutAsksForASecondPress: Story = {
  parameters: told({
    situation: {
      memory: { guard: { why: 'lastReady', asked: { type: 'position.signOut', payload: {} } } },
    },
  }),
};
export const HandOver: Story = { play: press('Vaktskifte') };
export const HandOverWithPin: Story = {
  play: inTurn(press('Vaktskifte'), keys('se{Enter}1234')),
};
