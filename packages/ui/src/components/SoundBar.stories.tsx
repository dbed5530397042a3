import type { Snapshot } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { call, calm } from '../testing/centre.ts';
import { own, second, secondGone } from '../testing/second.ts';
import { told } from '../testing/stories.tsx';
import type { Situation } from '../testing/stories.tsx';
import { SoundBar } from './SoundBar.tsx';

const meta = {
  title: 'Sound/Sound bar',
  component: SoundBar,
  tags: ['small-window'],
  parameters: told({ stage: { width: 1280 } }),
  // The bar has a place of this height on the screen.
  render: () => (
    <div style={{ height: 60, display: 'grid' }}>
      <SoundBar />
    </div>
  ),
} satisfies Meta<typeof SoundBar>;
export default meta;
type Story = StoryObj<typeof meta>;

const of = (snapshot: Partial<Snapshot>, more: Situation = {}): Pick<Story, 'parameters'> => ({
  parameters: told({ situation: { ...more, snapshot } }),
});
const fallen = Object.fromEntries(
  Object.entries(calm.uses).map(([use, chosen]) => [use, { ...chosen, fellBack: true }]),
);

export const Open: Story = {};
export const Opening: Story = of({ microphone: 'opening' });
export const Missing: Story = of({ microphone: 'missing' });
export const Refused: Story = of({ microphone: 'refused' });
export const Failed: Story = of({ microphone: 'failed' });
/** All three chosen devices are gone, others do their work. */
export const FellBack: Story = of({ uses: fallen });
export const NothingChosen: Story = of({ uses: {}, devices: [] });
export const ChosenAndGone: Story = of({ devices: calm.devices.slice(1, 2) });
export const EngineGone: Story = of(calm, { link: 'absent' });
export const KeysShown: Story = of({}, { view: { panel: 'keys' } });
export const MedlyttListens: Story = of({ ...second.listens, calls: [call('c1', 102)] });
export const MedlyttOpen: Story = of({ ...own(false), calls: [call('c1', 102)] });
export const MedlyttMuted: Story = of({ ...own(true), calls: [call('c1', 102)] });
export const MedlyttGone: Story = of(secondGone);
export const PedalOpens: Story = of({ push: 'talk', calls: [call('c1', 102)] });
export const PedalMutes: Story = of({ push: 'mute', calls: [call('c1', 102, { muted: true })] });
