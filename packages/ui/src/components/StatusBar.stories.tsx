import type { EdgeState, Snapshot } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { call, calm, info } from '../testing/centre.ts';
import { exercise, lostEdges, signedIn, signedOut } from '../testing/situations.ts';
import { told } from '../testing/stories.tsx';
import type { Situation } from '../testing/stories.tsx';
import { StatusBar } from './StatusBar.tsx';

const meta = {
  title: 'Status/Status bar',
  component: StatusBar,
  tags: ['small-window'],
  parameters: told({ stage: { width: 1280 } }),
  // The bar has a place of this height on the screen.
  render: () => (
    <div style={{ height: 56, display: 'grid' }}>
      <StatusBar />
    </div>
  ),
} satisfies Meta<typeof StatusBar>;
export default meta;
type Story = StoryObj<typeof meta>;

const of = (snapshot: Partial<Snapshot>, more: Situation = {}): Pick<Story, 'parameters'> => ({
  parameters: told({ situation: { ...more, snapshot } }),
});
const edges = (...states: Partial<EdgeState>[]): Partial<Snapshot> => ({
  edges: calm.edges.map((edge, index) => ({ ...edge, ...states[index] })),
});
const recorded = (recording: 'confirmed' | 'missing' | 'unknown'): Partial<Snapshot> => ({
  calls: [call('c1', 102, { recording })],
});

export const Connected: Story = {};
export const ConnectingAndRegistering: Story = of(
  edges({ state: 'connecting', registered: [] }, { registered: [] }),
);
/** Registered at both; whether a call comes here is not known yet, or never will be. */
export const ProvingAndUndeclared: Story = of(edges({ proof: undefined }, { proof: 'undeclared' }));
export const CallsMayNotArrive: Story = of(edges({ proof: 'silent' }, { proof: 'proven' }));
export const RefusedAndReconnecting: Story = of(
  edges(
    { registered: [], refused: [{ aor: 'sip:pos3@nordvik.example', status: 403, reason: 'Forbidden' }] },
    { state: 'lost', attempt: 12, registered: [] },
  ),
);
export const Lost: Story = of({ edges: lostEdges.map((edge) => ({ ...edge, attempt: 0 })) });
export const EngineGone: Story = of(recorded('confirmed'), { link: 'absent' });
export const RecordingConfirmed: Story = of(recorded('confirmed'));
export const RecordingMissing: Story = of(recorded('missing'));
export const RecordingUnknown: Story = of(recorded('unknown'));
export const Exercise: Story = of({}, { info: { ...info, site: exercise } });
export const TestRuntimeInAnExercise: Story = of(
  {},
  { info: { ...info, site: exercise, runtime: { ...info.runtime, test: true } } },
);
export const Unstaffed: Story = of(signedOut);
/** A long name in the smallest window, with all words that can stand beside it. */
export const NoRoom: Story = of(signedIn().snapshot ?? {}, {
  info: {
    ...info,
    site: { ...exercise, site: { ...exercise.site, name: 'AMK Indre og Ytre Nordvik' } },
    runtime: { ...info.runtime, test: true },
  },
});
