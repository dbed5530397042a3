import type { Meta, StoryObj } from '@storybook/react-vite';
import { staffed } from '../testing/centre.ts';
import { inTurn, keys, press, type } from '../testing/presses.ts';
import { outage, signedOut } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import type { Situation } from '../testing/stories.tsx';
import { SignInPage } from './SignInPage.tsx';

const meta = {
  title: 'Sign-in/Page and form',
  component: SignInPage,
  parameters: told({
    stage: { width: 1000, height: 620 },
    situation: { info: staffed, snapshot: signedOut },
  }),
} satisfies Meta<typeof SignInPage>;
export default meta;
type Story = StoryObj<typeof meta>;

const who = type('Hvem er du?', 'sir{Enter}');
const tried = (phase: 'checking' | 'wrong' | 'tooOften'): Situation => ({
  memory: { signIn: { phase, id: 'own-1', operator: 'siri', until: Date.now() + 30_000 } },
});

export const Nobody: Story = {};
export const Chosen: Story = { play: who };
export const PinTyped: Story = { play: inTurn(who, keys('1234')) };
export const PinPressed: Story = { play: inTurn(who, press('Siffer 1', 'Siffer 2')) };
export const OneRoleOnly: Story = { play: type('Hvem er du?', 'ola{Enter}') };
export const Checking: Story = { parameters: told({ situation: tried('checking') }), play: who };
export const WrongPin: Story = { parameters: told({ situation: tried('wrong') }), play: who };
export const TooOften: Story = { parameters: told({ situation: tried('tooOften') }), play: who };
export const Outage: Story = { parameters: told({ situation: { snapshot: outage } }) };
export const EngineGone: Story = { parameters: told({ situation: { link: 'absent' } }) };
export const NoOperators: Story = {
  parameters: told({ situation: { info: { ...staffed, operators: [] } } }),
};
export const WithPanel: Story = {
  parameters: told({ stage: { width: 1264 }, situation: { view: { panel: 'position' } } }),
};
