import type { Snapshot } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { calm } from '../testing/centre.ts';
import { four, guided, heldCall } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import type { Situation } from '../testing/stories.tsx';
import { FirstRunGuide } from './FirstRunGuide.tsx';

/** The scenes that the whole screens do not show. */
const meta = {
  title: 'Practice/First-run guide',
  component: FirstRunGuide,
  parameters: told({ stage: { width: 900, on: 'panel' } }),
} satisfies Meta<typeof FirstRunGuide>;
export default meta;
type Story = StoryObj<typeof meta>;

const of = (situation: Situation): Pick<Story, 'parameters'> => ({ parameters: told({ situation }) });
const paused: Partial<Snapshot> = { position: { ...calm.position, state: 'paused' } };

export const SoundBegins: Story = of(guided('sound'));
export const CentreStarts: Story = of(guided('call', {}, { ready: false }));
export const PositionPaused: Story = of(guided('call', paused));
export const SomebodyWaits: Story = of(guided('call', { waiting: four.slice(3) }));
export const CallOver: Story = of(guided('hold'));
export const CallHeld: Story = of(guided('hold', { calls: [heldCall('h1', 12)] }));
/** In the smallest window, where the call's card leaves it little room. */
export const Narrow: Story = {
  tags: ['small-window'],
  parameters: told({ stage: { width: 560 }, situation: guided('hold') }),
};
