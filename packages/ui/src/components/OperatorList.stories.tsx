import type { Meta, StoryObj } from '@storybook/react-vite';
import { staffed } from '../testing/centre.ts';
import { type } from '../testing/presses.ts';
import { told } from '../testing/stories.tsx';
import { OperatorList } from './OperatorList.tsx';

const operators = staffed.operators.map(({ id, name, roles }) => ({ id, name, roles: [...roles] }));
const meta = {
  title: 'Sign-in/Operators',
  component: OperatorList,
  parameters: told({ stage: { width: 420, height: 420, on: 'panel' } }),
  args: { operators, chosen: undefined, takesFocus: false, onChoose: () => undefined },
} satisfies Meta<typeof OperatorList>;
export default meta;
type Story = StoryObj<typeof meta>;

export const All: Story = {};
export const Chosen: Story = { args: { chosen: 'ola' } };
export const Typed: Story = { play: type('Hvem er du?', 'nord') };
export const NobodyIsCalledThat: Story = { play: type('Hvem er du?', 'xyz') };
export const NobodyAtAll: Story = { args: { operators: [] } };
/** More than are drawn: more of the name is asked for. */
export const VeryMany: Story = {
  args: {
    operators: Array.from({ length: 90 }, (_, n) => ({
      id: `o${n}`,
      name: `Operatør ${String(n).padStart(2, '0')}`,
      roles: ['medical'],
    })),
  },
};
