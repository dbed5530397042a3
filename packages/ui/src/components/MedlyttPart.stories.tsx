import type { Meta, StoryObj } from '@storybook/react-vite';
import { call, calm } from '../testing/centre.ts';
import { otherHeadset, headset } from '../testing/devices.ts';
import { press } from '../testing/presses.ts';
import { own, second, secondGone } from '../testing/second.ts';
import { told } from '../testing/stories.tsx';
import type { Situation } from '../testing/stories.tsx';
import { MedlyttPart } from './MedlyttPart.tsx';

const meta = {
  title: 'Sound/Medlytt',
  component: MedlyttPart,
  parameters: told({ stage: { width: 400, on: 'panel' } }),
} satisfies Meta<typeof MedlyttPart>;
export default meta;
type Story = StoryObj<typeof meta>;

const of = (snapshot: NonNullable<Situation['snapshot']>): Pick<Story, 'parameters'> => ({
  parameters: told({ situation: { snapshot } }),
});
const { listens, speaks, devices } = second;

export const Off: Story = of({ devices: [...devices] });
export const NoDeviceForIt: Story = of({ devices: devices.slice(0, 2) });
export const SharesTheMute: Story = of(listens);
export const OwnMuted: Story = of(own(true));
export const OwnOpen: Story = of({ ...own(false), calls: [call('c1', 102)] });
export const Gone: Story = of(secondGone);
/** From before both were told apart: what the operator has too. */
export const TheSameAsTheOperators: Story = of({
  ...speaks,
  uses: { ...speaks.uses, medlytt: calm.uses.talk, medlyttMicrophone: calm.uses.microphone },
});
/** Nothing tells which headset it is: a press does. */
export const WhichHeadset: Story = {
  ...of({ ...listens, hid: [headset, { ...otherHeadset, label: headset.label }] }),
  play: press('Finn med et trykk på hodesettet'),
};
