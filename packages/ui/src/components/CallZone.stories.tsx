import type { Meta, StoryObj } from '@storybook/react-vite';
import { call } from '../testing/centre.ts';
import { held, noted } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { CallZone } from './CallZone.tsx';

const meta = {
  title: 'Call/Call zone',
  component: CallZone,
  parameters: told({ stage: { width: 640, height: 640 } }),
} satisfies Meta<typeof CallZone>;
export default meta;
type Story = StoryObj<typeof meta>;

const left = { c9: { call: call('c9', 900), text: noted, phase: 'unsaved' } } as const;
const ended = { call: call('c0', 300), at: Date.now() - 20_000 };

export const NoCall: Story = {};
export const NoCallAndTheLastOne: Story = {
  parameters: told({
    situation: { memory: { ended: { ...ended, how: 'peer', reason: '200', talked: 185_000 } } },
  }),
};
export const NotAnswered: Story = {
  parameters: told({
    situation: { memory: { ended: { ...ended, how: 'network', reason: '486 Busy Here', talked: 0 } } },
  }),
};
/** What could not be saved is never lost: it stands here until somebody takes care of it. */
export const NotesLeft: Story = {
  parameters: told({ situation: { snapshot: { calls: [call('c1', 102)] }, memory: { drafts: left } } }),
};
export const OneCall: Story = { parameters: told({ situation: { snapshot: { calls: [call('c1', 102)] } } }) };
export const TwoHeld: Story = {
  parameters: told({ situation: { snapshot: { calls: [call('c1', 102), ...held] } } }),
};
export const OnlyHeld: Story = { parameters: told({ situation: { snapshot: { calls: [...held] } } }) };
/** A colleague is being rung while the caller is still there. */
export const TwoOpen: Story = {
  parameters: told({
    stage: { height: 820 },
    situation: {
      snapshot: {
        calls: [
          call('c1', 102),
          call('c2', 6, {
            direction: 'outgoing',
            state: 'dialling',
            caller: { number: '4101', name: 'Lege i vakt', withheld: false, assertedBy: 'none' },
            locations: [],
          }),
        ],
      },
    },
  }),
};
