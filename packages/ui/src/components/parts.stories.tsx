import type { Meta, StoryObj } from '@storybook/react-vite';
import { Phone } from 'lucide-react';
import { told } from '../testing/stories.tsx';
import { Button, CategoryMark, Panel, Warning } from './parts.tsx';

const meta = {
  title: 'Parts/Presses, marks and panels',
  component: Button,
  parameters: told({ stage: { width: 560, on: 'panel' } }),
} satisfies Meta<typeof Button>;
export default meta;
type Story = StoryObj<typeof meta>;

const row = { display: 'flex', gap: 12, flexWrap: 'wrap', marginBottom: 12 } as const;
const tones = ['plain', 'go', 'end', 'quiet'] as const;

export const Buttons: Story = {
  render: () => (
    <>
      {(['control', 'small'] as const).map((size) => (
        <div key={size} style={row}>
          {tones.map((tone) => (
            <Button key={tone} tone={tone} size={size} hotkey="F1">
              Besvar
            </Button>
          ))}
        </div>
      ))}
      <div style={row}>
        {tones.map((tone) => (
          <Button key={tone} tone={tone} aria-disabled>
            <Phone aria-hidden="true" size={20} />
            Besvar
          </Button>
        ))}
      </div>
    </>
  ),
};

export const Focused: Story = {
  render: () => (
    <Button tone="go" autoFocus>
      Besvar
    </Button>
  ),
};

export const CategoryMarks: Story = {
  render: () => (
    <div style={row}>
      {['emergency', 'ambulance', 'doctor', 'health', 'public', 'nowhere', undefined].map((id) => (
        <CategoryMark key={id ?? 'none'} id={id} />
      ))}
    </div>
  ),
};

export const Warnings: Story = {
  render: () => (
    <>
      <Warning tone="alarm">Du blir ikke hørt: det går ingen lyd fra mikrofonen din</Warning>
      <Warning tone="warn">Motparten har satt samtalen på vent</Warning>
    </>
  ),
};

export const Panels: Story = {
  parameters: told({ stage: { on: 'ground' } }),
  render: () => (
    <Panel title="Ubesvarte" aside={12}>
      <p style={{ padding: 12 }}>Ingen ubesvarte anrop</p>
    </Panel>
  ),
};
