import type { StartProblem } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { info } from '../testing/centre.ts';
import { createTexts } from '../messages/index.ts';
import { inTurn, press, type } from '../testing/presses.ts';
import { ScreenOf, told } from '../testing/stories.tsx';
import { ProblemPage } from './ProblemPage.tsx';

/** Whole pages: they stand in place of the console, and are made by the app itself. */
const meta = {
  title: 'Pages/Problem',
  component: ProblemPage,
  parameters: told({ stage: { whole: true } }),
  // Never read: the app makes the page out of what main told.
  args: {
    problem: { kind: 'secret' },
    info: { ...info, site: undefined, place: {}, persons: {} },
    texts: createTexts('nb'),
    provideSecret: () => Promise.resolve(false),
    join: () => Promise.resolve(true),
  },
  render: (_, context) => <ScreenOf globals={context.globals} parameters={context.parameters} />,
} satisfies Meta<typeof ProblemPage>;
export default meta;
type Story = StoryObj<typeof meta>;

const page = (problem: StartProblem): Pick<Story, 'parameters'> => ({
  parameters: told({
    situation: {
      info: { ...info, site: undefined, problem },
      shell: { provideSecret: () => Promise.resolve(false) },
    },
  }),
});
const wrong = {
  kind: 'site',
  file: '/etc/samband/nordvik.yaml',
  path: 'queues.0.limit',
  expected: 'a number and a unit: ms, s, min, h, days or years, as in "20 s"',
} as const;

export const SiteFile: Story = page({ ...wrong, line: 23, column: 5 });
export const SiteFileWithoutPlace: Story = page(wrong);
export const SiteFileMissing: Story = page({ kind: 'siteMissing', file: '/etc/samband/nordvik.yaml' });
export const Secret: Story = page({ kind: 'secret' });
export const SecretNotKept: Story = {
  ...page({ kind: 'secret' }),
  play: inTurn(type('Passord for plass 3', 'hemmelig'), press('Lagre passord')),
};
export const TestRuntime: Story = page({ kind: 'runtime' });
export const NoSuchPosition: Story = page({ kind: 'position', count: 12 });
export const Unreadable: Story = { parameters: told({ situation: { info: { nothing: 'known' } } }) };
export const Join: Story = {
  parameters: told({
    situation: {
      info: { ...info, site: undefined, position: 0, problem: { kind: 'join', host: '192.168.10.24:8443' } },
    },
  }),
};
/** Before main has told anything. */
export const Starting: Story = { parameters: told({ situation: { untold: true } }) };
