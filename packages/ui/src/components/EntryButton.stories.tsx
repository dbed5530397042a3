import type { Meta, StoryObj } from '@storybook/react-vite';
import { told } from '../testing/stories.tsx';
import { EntryButton } from './EntryButton.tsx';

const entry = { id: '1', name: 'Lege i vakt', number: '4101', target: 'sip:4101@nordvik.example' };
const meta = {
  title: 'Parts/Entry of a list',
  component: EntryButton,
  parameters: told({ stage: { width: 400, on: 'panel' } }),
  args: {
    entry: { ...entry, words: '', digits: '4101' },
    first: true,
    onDial: () => undefined,
  },
} satisfies Meta<typeof EntryButton>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Short: Story = {};
export const WithNote: Story = { args: { entry: { ...meta.args.entry, note: 'hverdager til kl. 23' } } };
export const LongWords: Story = {
  args: {
    entry: {
      ...meta.args.entry,
      name: 'Kommunal legevakt for Indre og Ytre Nordvik, døgnåpen',
      number: '+4775501000',
      note: 'ring først ved overflytting mellom avdelingene, og alltid om natten',
    },
  },
};
export const Focused: Story = { play: ({ canvas }) => canvas.getByRole('button').focus() };
