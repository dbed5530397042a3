import type { Meta, StoryObj } from '@storybook/react-vite';
import { call } from '../testing/centre.ts';
import { press } from '../testing/presses.ts';
import { noted } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { LeftNotes } from './LeftNotes.tsx';

const other = { number: '22591300', withheld: false, assertedBy: 'network' } as const;
const meta = {
  title: 'Call/Notes that are left',
  component: LeftNotes,
  parameters: told({
    stage: { width: 640 },
    situation: {
      memory: {
        drafts: {
          c8: {
            call: call('c8', 900),
            text: noted,
            phase: 'unsaved',
            why: { code: 'call.unknown', category: 'state', messageKey: 'error.call.unknown' },
          },
          c9: { call: call('c9', 900, { caller: other }), text: 'Ringer igjen kl. 22.', phase: 'unsaved' },
        },
      },
    },
  }),
} satisfies Meta<typeof LeftNotes>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Two: Story = {};
export const AsksForASecondPress: Story = { play: press('Forkast notat om 22 59 13 00') };
