import type { Meta, StoryObj } from '@storybook/react-vite';
import { info, site } from '../testing/centre.ts';
import { inTurn, keys, type } from '../testing/presses.ts';
import { told } from '../testing/stories.tsx';
import { Phonebook } from './Phonebook.tsx';

const meta = {
  title: 'Reach/Phone book',
  component: Phonebook,
  parameters: told({ stage: { width: 460, height: 560, on: 'panel' } }),
} satisfies Meta<typeof Phonebook>;
export default meta;
type Story = StoryObj<typeof meta>;

const withBook = (phonebook: typeof site.phonebook): Pick<Story, 'parameters'> => ({
  parameters: told({ situation: { info: { ...info, site: { ...site, phonebook } } } }),
});
const search = (text: string) => type('Søk i telefonboken', text);

export const All: Story = {};
export const Found: Story = { play: search('lege') };
export const OnlyOne: Story = { play: search('kriseteam') };
export const None: Story = { play: search('xyz') };
export const AlongTheList: Story = { play: inTurn(search('lege'), keys('{ArrowDown}{ArrowDown}')) };
export const Empty: Story = withBook([]);
export const VeryMany: Story = withBook(
  Array.from({ length: 400 }, (_, n) => ({
    name: `Avdeling for ganske lange navn nummer ${n}`,
    target: `tel:+47755${String(10_000 + n)}`,
    note: 'ring først ved overflytting mellom avdelingene',
  })),
);
