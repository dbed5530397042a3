import type { Meta, StoryObj } from '@storybook/react-vite';
import { call, missed } from '../testing/centre.ts';
import type { EndedCall } from '../state/types.ts';
import { noted } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import type { Situation } from '../testing/stories.tsx';
import { LastCall } from './LastCall.tsx';

const meta = {
  title: 'Call/Last call',
  component: LastCall,
  parameters: told({ stage: { width: 640, on: 'panel' } }),
  args: { alone: true },
} satisfies Meta<typeof LastCall>;
export default meta;
type Story = StoryObj<typeof meta>;

const ended = (more: Partial<EndedCall>, situation: Situation = {}): Pick<Story, 'parameters'> => ({
  parameters: told({
    situation: {
      ...situation,
      memory: {
        ended: {
          call: call('c1', 300),
          how: 'peer',
          reason: '',
          talked: 185_000,
          at: Date.now() - 20_000,
          ...more,
        },
      },
    },
  }),
});

export const OtherHungUp: Story = ended({});
export const WithNote: Story = ended({ how: 'operator', call: call('c1', 300, { note: noted }) });
/** Beside a call that goes on. */
export const NotAlone: Story = { ...ended({}), args: { alone: false } };
export const NetworkLost: Story = ended({ how: 'network' });
export const TakenElsewhere: Story = ended({ how: 'elsewhere', talked: 0 });
export const Busy: Story = ended({ how: 'network', reason: '486 Busy Here', talked: 0 });
export const RecoveryFailed: Story = ended({ how: 'recoveryFailed', talked: 0 });
export const Broke: Story = ended(
  { talked: 300 },
  { snapshot: { unanswered: [missed('c1', 0, { kind: 'broke' })] } },
);
/** Nobody knows whom to call back. */
export const NoNumber: Story = ended({
  call: call('c1', 300, { caller: { withheld: true, assertedBy: 'none' } }),
});
