import type { Snapshot } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { call, calm } from '../testing/centre.ts';
import { told } from '../testing/stories.tsx';
import type { Situation } from '../testing/stories.tsx';
import { SoundPanel } from './SoundPanel.tsx';

const meta = {
  title: 'Sound/Sound panel',
  component: SoundPanel,
  parameters: told({ stage: { width: 480, height: 1040 } }),
} satisfies Meta<typeof SoundPanel>;
export default meta;
type Story = StoryObj<typeof meta>;

const of = (snapshot: Partial<Snapshot>, more: Situation = {}): Pick<Story, 'parameters'> => ({
  parameters: told({ situation: { ...more, snapshot } }),
});
const speaker = { id: 's1', label: 'Høyttaler (Realtek Audio)', fellBack: false };

export const Usual: Story = {};
export const Measured: Story = of({}, { levels: { microphone: -30, talk: -1 } });
export const Twins: Story = of({
  devices: [
    ...calm.devices,
    { id: 'm3', label: 'Jabra Evolve2 65', kind: 'microphone' },
    { id: 't2', label: 'Jabra Evolve2 65', kind: 'output' },
  ],
});
export const TakesUpTheVoice: Story = of({ trying: 'recording' });
export const PlaysTheVoice: Story = of({ trying: 'playing' });
export const InACall: Story = of({ calls: [call('c1', 102)] });
export const FellBack: Story = of({
  uses: {
    ...calm.uses,
    talk: { ...speaker, fellBack: true },
    ring: { id: 'gone', label: 'Gammel høyttaler', fellBack: true },
  },
});
export const NoMicrophone: Story = of({
  microphone: 'missing',
  devices: calm.devices.filter(({ kind }) => kind === 'output'),
  uses: { ...calm.uses, talk: speaker },
});
export const NoDevices: Story = of({ microphone: 'failed', devices: [], uses: {} });
export const EngineGone: Story = of(calm, { link: 'absent' });
