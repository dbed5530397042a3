import type { Meta, StoryObj } from '@storybook/react-vite';
import { staffed } from '../testing/centre.ts';
import { inTurn, keys, type } from '../testing/presses.ts';
import { exercise, outage, signedOut } from '../testing/situations.ts';
import { ScreenOf, told } from '../testing/stories.tsx';

/** The whole window while nobody is at the position. */
const meta = {
  title: 'Screens/Nobody signed in',
  component: ScreenOf,
  parameters: told({ stage: { whole: true }, situation: { info: staffed, snapshot: signedOut } }),
  args: { globals: {}, parameters: {} },
  render: (_, { globals, parameters }) => <ScreenOf globals={globals} parameters={parameters} />,
} satisfies Meta<typeof ScreenOf>;
export default meta;
type Story = StoryObj<typeof meta>;

const who = type('Hvem er du?', 'sir{Enter}');

export const Unstaffed: Story = {};
export const Pin: Story = { play: inTurn(who, keys('1234')) };
export const OutageInAnExercise: Story = {
  parameters: told({ situation: { info: { ...staffed, site: exercise }, snapshot: outage } }),
  play: who,
};
export const TooOften: Story = {
  tags: ['every-theme'],
  parameters: told({
    situation: {
      memory: { signIn: { phase: 'tooOften', id: 'own-1', operator: 'siri', until: Date.now() + 30_000 } },
    },
  }),
  play: who,
};
export const Menu: Story = { parameters: told({ situation: { view: { panel: 'position' } } }) };
