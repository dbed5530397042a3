import type { Call } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import type { CSSProperties } from 'react';
import { call } from '../testing/centre.ts';
import { press } from '../testing/presses.ts';
import { noted } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { CallCard } from './CallCard.tsx';

const meta = {
  title: 'Call/Call card',
  component: CallCard,
  parameters: told({ stage: { width: 800, on: 'panel' } }),
  args: { call: call('c1', 102), current: true },
  // The zone says how high a card is.
  render: (args, { parameters }) => {
    const { height } = parameters as { readonly height?: string };
    return (
      <div style={{ '--card': height ?? '480px' } as CSSProperties}>
        <CallCard {...args} />
      </div>
    );
  },
} satisfies Meta<typeof CallCard>;
export default meta;
type Story = StoryObj<typeof meta>;

const outgoing: Partial<Call> = {
  direction: 'outgoing',
  caller: { number: '22591300', name: 'Giftinformasjonen', withheld: false, assertedBy: 'none' },
  dialled: '22591300',
  recording: 'unknown',
  locations: [],
};
const silent = (heard: boolean, beingHeard: boolean) => ({ silent: { heard, beingHeard } });

export const Up: Story = {};
export const Answering: Story = {
  args: { call: call('c1', 0, { state: 'answering', recording: 'unknown' }) },
};
export const Dialling: Story = { args: { call: call('c1', 3, { ...outgoing, state: 'dialling' }) } };
export const Ringing: Story = {
  args: { call: call('c1', 8, { ...outgoing, state: 'dialling', progress: 180 }) },
};
export const Recovering: Story = {
  args: { call: call('c1', 102, { state: 'recovering', recording: 'unknown' }) },
};
export const Muted: Story = { args: { call: call('c1', 102, { muted: true }) } };
const pushed = (push: 'talk' | 'mute', muted: boolean): Pick<Story, 'args' | 'parameters'> => ({
  args: { call: call('c1', 102, { muted }) },
  parameters: told({ situation: { snapshot: { push, calls: [call('c1', 102, { muted })] } } }),
});
export const PedalOpens: Story = pushed('talk', false);
export const PedalMutes: Story = pushed('mute', true);
export const HeldByPeer: Story = {
  args: { call: call('c1', 102, { held: { operator: false, peer: true }, ...silent(true, false) }) },
};
export const HearsNothing: Story = { args: { call: call('c1', 102, silent(true, false)) } };
export const IsNotHeard: Story = { args: { call: call('c1', 102, silent(false, true)) } };
/** Everything that warns at once: the words must still be seen above the presses. */
export const AllWarnings: Story = {
  args: {
    call: call('c1', 4000, {
      muted: true,
      recording: 'missing',
      quality: { heard: 0, beingHeard: 1, mos: 1.2, rttMs: 900, lossShare: 0.3, jitterMs: 80 },
      ...silent(true, true),
      held: { operator: false, peer: false },
    }),
  },
};
export const NotRecorded: Story = { args: { call: call('c1', 102, { recording: 'missing' }) } };
export const RecordingUnknown: Story = { args: { call: call('c1', 102, { recording: 'unknown' }) } };
export const NoPosition: Story = { args: { call: call('c1', 102, { locations: [] }) } };
export const WithheldNumber: Story = {
  args: {
    call: call('c1', 102, {
      caller: { number: '+4747000111', withheld: true, assertedBy: 'network' },
      locations: [],
    }),
  },
};
export const UnknownCaller: Story = {
  args: {
    call: call('c1', 102, {
      caller: { withheld: true, assertedBy: 'none' },
      locations: [],
      category: 'other',
    }),
  },
};
export const LongName: Story = {
  args: {
    call: call('c1', 36_125, {
      caller: {
        name: 'Kommunal legevakt for Indre og Ytre Nordvik, Fjellveien 31, døgnåpen',
        withheld: false,
        assertedBy: 'network',
      },
    }),
  },
};
export const Noted: Story = { args: { call: call('c1', 102, { note: noted }) } };
export const SpeaksWhileMuted: Story = {
  args: { call: call('c1', 102, { muted: true }) },
  parameters: told({
    situation: {
      snapshot: {
        alarms: [
          {
            id: 'm',
            rank: 2,
            kind: 'mutedSpeaking',
            call: 'c1',
            since: Date.now() - 3000,
            acknowledged: false,
          },
        ],
      },
    },
  }),
};
/** As narrow and as low as the smallest window makes it. */
export const Small: Story = {
  tags: ['small-window'],
  args: { call: call('c1', 102, { muted: true, note: noted }) },
  parameters: { ...told({ stage: { width: 464 } }), height: '296px' },
};
/** Another call that is open besides: the keys are not on its presses. */
export const NotCurrent: Story = { args: { current: false } };
export const Keypad: Story = { parameters: told({ situation: { view: { keypad: true } } }) };
export const KeypadWithTones: Story = {
  parameters: told({ situation: { snapshot: { calls: [call('c1', 102)] }, view: { keypad: true } } }),
  play: press('Tall 1', 'Tall 4', 'Stjerne', 'Firkant'),
};
