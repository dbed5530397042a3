import type { Meta, StoryObj } from '@storybook/react-vite';
import { call } from '../testing/centre.ts';
import type { Draft } from '../state/types.ts';
import { noted } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import type { Situation } from '../testing/stories.tsx';
import { NoteField } from './NoteField.tsx';

const meta = {
  title: 'Call/Note',
  component: NoteField,
  parameters: told({ stage: { width: 600, on: 'panel' } }),
  args: { call: call('c1', 102), current: true },
} satisfies Meta<typeof NoteField>;
export default meta;
type Story = StoryObj<typeof meta>;

const draft = (
  phase: Draft['phase'],
  more: Partial<Draft> = {},
  situation: Situation = {},
): Pick<Story, 'parameters'> => ({
  parameters: told({
    situation: {
      ...situation,
      memory: { drafts: { c1: { call: call('c1', 102), text: noted, phase, ...more } } },
    },
  }),
});

export const Empty: Story = {};
export const Saved: Story = { args: { call: call('c1', 102, { note: noted }) } };
export const Typing: Story = draft('typing');
export const Saving: Story = draft('saving');
export const NotAnswered: Story = draft('unsaved');
export const Refused: Story = draft('unsaved', {
  why: { code: 'call.unknown', category: 'state', messageKey: 'error.call.unknown' },
});
export const WaitsForTheEngine: Story = draft('unsaved', {}, { link: 'absent' });
export const NotCurrent: Story = { args: { current: false } };
export const Focused: Story = {
  play: ({ canvas }) => canvas.getByRole('textbox').focus(),
};
