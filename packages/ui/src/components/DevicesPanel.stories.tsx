import type { DeviceLook, HidDevice, Snapshot } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { call } from '../testing/centre.ts';
import { button, headset, lamp, light, listed, meanings, otherHeadset, pedal } from '../testing/devices.ts';
import { told } from '../testing/stories.tsx';
import type { Situation } from '../testing/stories.tsx';
import { DevicesPanel } from './DevicesPanel.tsx';

const meta = {
  title: 'Sound/Devices panel',
  component: DevicesPanel,
  parameters: told({ stage: { width: 480, height: 1040 } }),
} satisfies Meta<typeof DevicesPanel>;
export default meta;
type Story = StoryObj<typeof meta>;

const usual = [meanings(), listed({ id: 'x1', label: 'Olympus RS-28' })];
const of = (
  hid: readonly HidDevice[],
  looks: readonly DeviceLook[] = usual,
  { snapshot, ...more }: Situation = {},
): Pick<Story, 'parameters'> => ({
  parameters: told({ situation: { ...more, looks, snapshot: { ...snapshot, hid: [...hid] } } }),
});
const inAnotherLabel: Partial<Snapshot> = {
  uses: { talk: { id: 't1', label: 'Standardenhet', fellBack: false } },
};

export const PedalIsDown: Story = of(
  [headset, pedal, light],
  [
    ...usual,
    button('h1', 'headset.mute', true),
    button('h1', 'headset.mute', false),
    button('p1', 'pedal.right', true),
  ],
);
export const NothingPluggedIn: Story = of([], [meanings(), listed()]);
export const CannotBeRead: Story = of([
  { ...headset, state: 'unreadable', why: 'permission', buttons: [], lamps: [] },
  { ...pedal, state: 'unreadable', why: 'busy' },
  { ...light, state: 'unreadable', why: 'failed' },
]);
export const UsedByAnotherProgram: Story = of([{ ...headset, state: 'contended' }]);
export const WhichIsYours: Story = of([headset, otherHeadset], usual, { snapshot: inAnotherLabel });
export const ThisIsYours: Story = of(
  [headset, otherHeadset],
  [...usual, button('h2', 'headset.hook', true), button('h2', 'headset.hook', false)],
  { snapshot: inAnotherLabel },
);
export const LampBlinks: Story = of([headset, light], [...usual, lamp('h1', 'ring', 'lit')]);
export const LampIsDark: Story = of(
  [{ ...headset, lamps: [...headset.lamps, 'ringer', 'sparkle'] }],
  [...usual, lamp('h1', 'ringer', 'dark')],
);
export const LampsInACall: Story = of([headset, light], usual, { snapshot: { calls: [call('c1', 102)] } });
/** One is worn by who listens in. */
export const SecondHeadset: Story = of([headset, otherHeadset], usual, {
  snapshot: { medlytt: { mute: 'own', muted: true, headset: 'h2' } },
});
export const ProcessLost: Story = of([], [], { snapshot: { lost: ['devices'] } });
export const EngineGone: Story = of([headset], [], { link: 'absent' });
