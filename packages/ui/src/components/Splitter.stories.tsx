import type { Meta, StoryObj } from '@storybook/react-vite';
import { useRef } from 'react';
import { told } from '../testing/stories.tsx';
import { Splitter, useZones } from './Splitter.tsx';

/** Two zones and the edge between them. */
function Zones() {
  const ref = useRef<HTMLDivElement>(null);
  const zones = useZones(ref);
  const cell = { background: 'var(--panel)', border: '1px solid var(--line)', borderRadius: 10 };
  return (
    <div ref={ref} style={{ display: 'grid', gridTemplateColumns: '1fr 12px 1fr' }}>
      <div id="zone-queue" style={cell} />
      <Splitter side="queue" zones={zones} />
      <div style={cell} />
    </div>
  );
}

const meta = {
  title: 'Parts/Splitter',
  component: Zones,
  parameters: told({ stage: { width: 1300, height: 120 } }),
} satisfies Meta<typeof Zones>;
export default meta;
type Story = StoryObj<typeof meta>;

export const AtRest: Story = {};
export const Focused: Story = { play: ({ canvas }) => canvas.getByRole('separator').focus() };
