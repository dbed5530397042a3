import type { Meta, StoryObj } from '@storybook/react-vite';
import { call } from '../testing/centre.ts';
import { told } from '../testing/stories.tsx';
import { CallFacts } from './CallFacts.tsx';

const meta = {
  title: 'Call/Facts of a call',
  component: CallFacts,
  parameters: told({ stage: { width: 560, on: 'panel' } }),
  args: { call: call('c1', 102) },
} satisfies Meta<typeof CallFacts>;
export default meta;
type Story = StoryObj<typeof meta>;

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

export const TwoPositions: Story = {};
export const NoPosition: Story = { args: { call: call('c1', 102, { locations: [] }) } };
/** Every source its own line, also what did not come. */
export const EveryKindOfPosition: Story = {
  args: {
    call: call('c1', 102, {
      dialled: '+4722003113',
      queue: '116117',
      locations: [
        { lat: 58.14591, lon: 7.99582, radius: 12, source: 'AML', measured: minutesAgo(0) },
        { lat: -54.4208, lon: 3.3464, radius: 25_400, source: 'network', measured: minutesAgo(190) },
        { civic: 'Storgata 4, 8000 Nordvik', source: 'registered' },
        { civic: 'Ved brua innerst i Langfjorddalen, nordsida av elva', source: 'manual' },
        { source: 'AML', missing: 'reference' },
        { source: 'network', missing: 'notDelivered' },
      ],
    }),
  },
};
export const Outgoing: Story = {
  args: {
    call: call('c1', 102, {
      direction: 'outgoing',
      caller: { number: '22591300', name: 'Giftinformasjonen', withheld: false, assertedBy: 'none' },
      dialled: '22591300',
    }),
  },
};
export const NumberNotConfirmed: Story = {
  args: {
    call: call('c1', 102, {
      caller: { number: '+4791234567', withheld: false, assertedBy: 'caller' },
      locations: [],
    }),
  },
};
