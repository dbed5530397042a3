import type { WaitingCall } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { waiting } from '../testing/centre.ts';
import { inRole } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { QueueRow } from './QueueRow.tsx';

const meta = {
  title: 'Queue/Row of a waiting call',
  component: QueueRow,
  parameters: told({ stage: { width: 460, on: 'panel' } }),
  args: { row: waiting('w1', 6), place: 1, acknowledged: false, stale: false },
  render: (args) => (
    <ol>
      <QueueRow {...args} />
    </ol>
  ),
} satisfies Meta<typeof QueueRow>;
export default meta;
type Story = StoryObj<typeof meta>;

const caller = (more: Partial<WaitingCall['caller']>): WaitingCall['caller'] => ({
  withheld: false,
  assertedBy: 'network',
  ...more,
});

export const Waiting: Story = {};
export const Late: Story = { args: { row: waiting('w1', 14) } };
export const LateAndAcknowledged: Story = { args: { row: waiting('w1', 14), acknowledged: true } };
export const Withdrawn: Story = { args: { row: waiting('w1', 6, { withdrawn: true }) } };
export const LateAndWithdrawn: Story = { args: { row: waiting('w1', 75, { withdrawn: true }) } };
export const Unattended: Story = { args: { row: waiting('w1', 6, { unattended: true }) } };
/** The engine is gone: the row can be read and not taken. */
export const Stale: Story = { args: { row: waiting('w1', 14), stale: true } };
export const WithPlace: Story = {
  args: {
    row: waiting('w1', 6, {
      caller: caller({ number: '+4790123456', name: 'Kari Nordmann' }),
      locations: [{ civic: 'Fjellveien 31, 8000 Nordvik', radius: 12, source: 'AML' }],
    }),
  },
};
export const Withheld: Story = {
  args: { row: waiting('w1', 6, { caller: caller({ number: '+4747000111', withheld: true }) }) },
};
export const WithheldWithoutNumber: Story = {
  args: { row: waiting('w1', 6, { caller: { withheld: true, assertedBy: 'none' } }) },
};
export const Unknown: Story = {
  args: { row: waiting('w1', 6, { caller: { withheld: false, assertedBy: 'none' } }) },
};
export const NameOnly: Story = {
  args: {
    row: waiting('w1', 6, {
      caller: caller({ name: 'Ambulanse 4-1' }),
      dialled: '4-1',
      queue: 'Ambulanse',
      category: 'ambulance',
    }),
  },
};
const { queue: _queue, ...direct } = waiting('w1', 6, {
  caller: caller({ number: '4200', name: 'Akuttmottak' }),
  dialled: '1003',
  category: 'health',
});
/** To the position itself: it stands in no queue, and cannot be hidden. */
export const Direct: Story = { args: { row: direct } };
export const LongWords: Story = {
  args: {
    row: waiting('w1', 3700, {
      caller: caller({
        number: '+4790123456',
        name: 'Kommunal legevakt for Indre og Ytre Nordvik, døgnåpen',
      }),
      unattended: true,
      locations: [
        { civic: 'Ved brua innerst i Langfjorddalen, nordsida av elva, 8000 Nordvik', source: 'AML' },
      ],
    }),
  },
};
const known = waiting('w1', 6, {
  caller: caller({ number: '+4790123456', name: 'Kari Nordmann' }),
  queueLength: 7,
  locations: [{ civic: 'Fjellveien 31, 8000 Nordvik', radius: 12, source: 'AML' }],
});
/** What a row tells is the layout's word: line and place. */
export const ForTheResourceCoordinator: Story = {
  args: { row: known },
  parameters: told({ situation: inRole('resource') }),
};
/** Number, line, and how many wait before. */
export const ForTheNurse: Story = {
  args: { row: known },
  parameters: told({ situation: inRole('nurse') }),
};
/** Beyond the ninth no number key takes it. */
export const Tenth: Story = { args: { place: 10 } };
export const EveryCategory: Story = {
  render: (args) => (
    <ol>
      {['emergency', 'ambulance', 'doctor', 'health', 'public', 'nowhere'].map((category, index) => (
        <QueueRow
          key={category}
          {...args}
          place={index + 1}
          row={waiting(category, 3, { category, queue: '116117', dialled: '116117' })}
        />
      ))}
    </ol>
  ),
};
export const Focused: Story = {
  play: ({ canvas }) => canvas.getByRole('button', { name: /^Besvar/ }).focus(),
};
