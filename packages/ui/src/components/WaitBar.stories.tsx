import type { Meta, StoryObj } from '@storybook/react-vite';
import { told } from '../testing/stories.tsx';
import { WaitBar } from './WaitBar.tsx';

const meta = {
  title: 'Queue/Wait bar',
  component: WaitBar,
  parameters: told({ stage: { width: 160, on: 'panel' } }),
  args: { sinceMono: Date.now(), limit: 10_000 },
} satisfies Meta<typeof WaitBar>;
export default meta;

/** Just come, half of the limit, nearly, late, much too late, and a queue that allows no wait. */
export const FromEmptyToFull: StoryObj<typeof meta> = {
  render: ({ limit }) => (
    <div style={{ display: 'grid', gap: 12 }}>
      {[0, 5000, 9000, 10_000, 60_000].map((waited) => (
        <WaitBar key={waited} sinceMono={Date.now() - waited} limit={limit} />
      ))}
      <WaitBar sinceMono={Date.now()} limit={0} />
    </div>
  ),
};
