import type { CallLogPage } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { call } from '../testing/centre.ts';
import { inTurn, type } from '../testing/presses.ts';
import { logPage } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import { CallLogList } from './CallLogList.tsx';

const meta = {
  title: 'Reach/Call log',
  component: CallLogList,
  parameters: told({ stage: { width: 460, height: 900, on: 'panel' } }),
} satisfies Meta<typeof CallLogList>;
export default meta;
type Story = StoryObj<typeof meta>;

const none: CallLogPage = { entries: [], more: false, damaged: false };
const given = (page: CallLogPage | undefined): Pick<Story, 'parameters' | 'play'> => ({
  parameters: told({
    stage: { height: page && page.entries.length > 0 ? 900 : 320 },
    situation: { shell: { callLog: () => Promise.resolve(page) } },
  }),
});
const answered = (words: string | RegExp): Pick<Story, 'play'> => ({
  play: async ({ canvas }) => void (await canvas.findByText(words)),
});

/** One of each outcome. */
export const TwoDays: Story = { ...given(logPage), ...answered(/^i dag$/i) };
export const InACallThatIsLogged: Story = {
  ...answered(/^i dag$/i),
  parameters: told({
    situation: {
      snapshot: { calls: [call('l1', 102)] },
      shell: { callLog: () => Promise.resolve({ ...logPage, more: false }) },
    },
  }),
};
export const Empty: Story = { ...given(none), ...answered(/^Ingen anrop/) };
export const NotFound: Story = {
  ...given(none),
  play: inTurn(type(/^Søk/, 'xyz'), async ({ canvas }) => void (await canvas.findByText(/^Ingen treff/))),
};
export const Failed: Story = { ...given(undefined), ...answered(/kan ikke leses/) };
export const Damaged: Story = { ...given({ ...logPage, damaged: true }), ...answered(/^i dag$/i) };
export const Loading: Story = {
  parameters: told({
    stage: { height: 320 },
    situation: { shell: { callLog: () => new Promise(() => undefined) } },
  }),
};
