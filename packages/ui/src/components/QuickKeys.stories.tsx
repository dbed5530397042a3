import type { Meta, StoryObj } from '@storybook/react-vite';
import { info, site } from '../testing/centre.ts';
import { told } from '../testing/stories.tsx';
import { QuickKeys } from './QuickKeys.tsx';

const meta = {
  title: 'Reach/Quick keys',
  component: QuickKeys,
  parameters: told({ stage: { width: 460, height: 420, on: 'panel' } }),
} satisfies Meta<typeof QuickKeys>;
export default meta;
type Story = StoryObj<typeof meta>;

const withKeys = (quickKeys: typeof site.quickKeys): Pick<Story, 'parameters'> => ({
  parameters: told({ situation: { info: { ...info, site: { ...site, quickKeys } } } }),
});

export const All: Story = {};
export const None: Story = withKeys([]);
export const LongWords: Story = withKeys([
  { label: 'Kommunal legevakt for Indre og Ytre Nordvik', target: 'tel:+4775501000', icon: 'hospital' },
  { label: 'Hovedredningssentralen Sør-Norge', target: 'tel:+4775559000', icon: 'unknown' },
]);
