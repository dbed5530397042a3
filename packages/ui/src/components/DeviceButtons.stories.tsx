import type { Meta, StoryObj } from '@storybook/react-vite';
import { info } from '../testing/centre.ts';
import { headset, meanings, pedal } from '../testing/devices.ts';
import { told } from '../testing/stories.tsx';
import { DeviceButtons } from './DeviceButtons.tsx';

const meta = {
  title: 'Sound/What buttons do',
  component: DeviceButtons,
  parameters: told({ stage: { width: 480, on: 'panel' } }),
} satisfies Meta<typeof DeviceButtons>;
export default meta;
type Story = StoryObj<typeof meta>;

const snapshot = { hid: [headset, pedal] };

/** By site and person; the hook's press is asked for twice. */
export const OwnChoices: Story = {
  parameters: told({
    situation: {
      info: {
        ...info,
        persons: { '': { buttons: { 'pedal.left': 'call.hold', 'headset.hook': 'call.answer' } } },
      },
      snapshot,
      looks: [meanings({ 'pedal.left': { bound: 'call.hold', now: 'call.hold' } })],
    },
  }),
};
/** Each way in which a choice does not work. */
export const Problems: Story = {
  parameters: told({
    situation: {
      snapshot: { hid: [headset, { ...pedal, buttons: [...pedal.buttons, 'pedal.top', 'pedal.hand'] }] },
      looks: [
        meanings({
          'headset.hook': { bound: 'ptt.talk', problem: 'needsRelease' },
          'headset.mute': { bound: 'radio.talk', problem: 'unknownAction' },
          'headset.flash': { bound: 'queue.answerNext', now: 'queue.answerNext', problem: 'twice' },
          'pedal.left': { bound: 'asked', problem: 'askedOfPedal' },
          'pedal.right': { bound: 'ptt.talk', now: 'ptt.talk', problem: 'opposed' },
          'pedal.top': { bound: 'ptt.mute', now: 'ptt.mute', problem: 'opposed' },
          'pedal.hand': { bound: 'none' },
        }),
      ],
    },
  }),
};
