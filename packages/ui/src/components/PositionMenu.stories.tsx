import type { Snapshot } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { calm, staffed } from '../testing/centre.ts';
import { told } from '../testing/stories.tsx';
import type { Situation } from '../testing/stories.tsx';
import { PositionMenu } from './PositionMenu.tsx';

const meta = {
  title: 'Status/Position menu',
  component: PositionMenu,
  parameters: told({ stage: { width: 460, on: 'panel' } }),
} satisfies Meta<typeof PositionMenu>;
export default meta;
type Story = StoryObj<typeof meta>;

const at = (position: Partial<Snapshot['position']>, more: Situation = {}): Pick<Story, 'parameters'> => ({
  parameters: told({
    situation: { ...more, snapshot: { position: { ...calm.position, ...position } } },
  }),
});
const siri = { operator: { id: 'siri', name: 'Siri Marie Bratland-Kvalheim' } };

export const Ready: Story = at({});
export const Paused: Story = at({ state: 'paused' });
export const Starting: Story = at({ state: 'starting' });
export const SignedOut: Story = at({ state: 'signedOut' });
export const WithOperator: Story = at(siri, { info: staffed });
export const Open: Story = at(siri, { info: staffed, view: { panel: 'position' } });
export const AsksForASecondPress: Story = at(
  {},
  { memory: { guard: { why: 'lastReady', asked: { type: 'position.pause', payload: {} } } } },
);
export const EngineGone: Story = { parameters: told({ situation: { link: 'absent', snapshot: calm } }) };
