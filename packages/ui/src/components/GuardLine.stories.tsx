import type { Meta, StoryObj } from '@storybook/react-vite';
import type { Guard } from '../state/guard.ts';
import { notHelped } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { GuardLine } from './GuardLine.tsx';

const meta = {
  title: 'Alerts/Second press',
  component: GuardLine,
  parameters: told({ stage: { width: 900 } }),
  render: () => (
    <div style={{ height: 44, display: 'grid' }}>
      <GuardLine />
    </div>
  ),
} satisfies Meta<typeof GuardLine>;
export default meta;
type Story = StoryObj<typeof meta>;

const asks = (guard: Guard): Pick<Story, 'parameters'> => ({
  parameters: told({ situation: { memory: { guard }, snapshot: { unanswered: [...notHelped] } } }),
});
const pause = { type: 'position.pause', payload: {} } as const;

export const PauseAsTheLast: Story = asks({ why: 'lastReady', asked: pause });
export const PausePerhapsAsTheLast: Story = asks({ why: 'maybeLastReady', asked: pause });
export const SignOutAsTheLast: Story = asks({
  why: 'lastReady',
  asked: { type: 'position.signOut', payload: {} },
});
/** The longest words. */
export const AnotherRolePerhapsAsTheLast: Story = asks({
  why: 'maybeLastReady',
  asked: { type: 'position.changeRole', payload: { role: 'leader' } },
});
export const CallBack: Story = asks({
  why: 'callBack',
  asked: { type: 'unanswered.callBack', payload: { call: 'u1' } },
});
