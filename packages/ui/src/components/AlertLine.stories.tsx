import type { Alarm, EdgeState } from '@samband/telephony/contract';
import type { Meta, StoryObj } from '@storybook/react-vite';
import { call, calm } from '../testing/centre.ts';
import type { Notice } from '../state/types.ts';
import { inCall, lostEdges, outage, trouble } from '../testing/situations.ts';
import { secondGone } from '../testing/second.ts';
import { told } from '../testing/stories.tsx';
import type { Situation } from '../testing/stories.tsx';
import { AlertLine, AlertList } from './AlertLine.tsx';

const meta = {
  title: 'Alerts/Alert line and list',
  component: AlertLine,
  parameters: told({ stage: { width: 1100 } }),
  // The line has a place of this height on the screen.
  render: () => (
    <div style={{ height: 44, display: 'grid' }}>
      <AlertLine />
    </div>
  ),
} satisfies Meta<typeof AlertLine>;
export default meta;
type Story = StoryObj<typeof meta>;

const of = (situation: Situation): Pick<Story, 'parameters'> => ({ parameters: told({ situation }) });
const alarm = (rank: Alarm['rank'], kind: string, more: Partial<Alarm> = {}): Alarm => ({
  id: kind,
  rank,
  kind,
  since: Date.now() - 30_000,
  acknowledged: false,
  ...more,
});
const notice = (kind: Notice['kind'], more: Partial<Notice> = {}): Situation => ({
  memory: { notices: [{ id: kind, kind, at: Date.now() - 2000, ...more }] },
});
const refusedEdge = calm.edges.map((edge, index) =>
  index === 0
    ? {
        ...edge,
        registered: [],
        refused: [{ aor: 'sip:pos3@nordvik.example', status: 403, reason: 'Forbidden' }],
      }
    : edge,
);

const deafEdges = (...proofs: EdgeState['proof'][]): EdgeState[] =>
  calm.edges.map((edge, index) => ({ ...edge, proof: proofs[index] }));

export const Calm: Story = {};
export const Starting: Story = of({ link: 'attaching' });
export const EngineGone: Story = of({ link: 'absent', snapshot: inCall });
export const Outage: Story = of({ snapshot: outage });
export const EdgeLost: Story = of({
  snapshot: { edges: [...calm.edges.slice(0, 1), ...lostEdges.slice(1)] },
});
export const SecretRefused: Story = of({ snapshot: { edges: refusedEdge } });
export const OneWayDeaf: Story = of({ snapshot: { edges: deafEdges('silent', 'proven') } });
export const Deaf: Story = of({ snapshot: { edges: deafEdges('refused', 'silent') } });
export const MicrophoneMissing: Story = of({ snapshot: { microphone: 'missing' } });
export const MicrophoneRefused: Story = of({ snapshot: { microphone: 'refused' } });
export const HeadsetGone: Story = of({
  snapshot: { uses: { ...calm.uses, talk: { id: 's1', label: 'Jabra Evolve2 65', fellBack: true } } },
});
export const SecondHeadsetGone: Story = of({ snapshot: secondGone });
export const ProcessLost: Story = of({ snapshot: { lost: ['devices', 'journal'] } });
export const CallLate: Story = of({
  snapshot: { calls: [call('c1', 102)], alarms: [alarm(1, 'call.late', { call: 'c1' })] },
});
/** A kind that this version has no words for. */
export const UnknownAlarm: Story = of({ snapshot: { alarms: [alarm(3, 'something.new')] } });
export const Acknowledged: Story = of({
  snapshot: { alarms: [alarm(1, 'recording.missing', { acknowledged: true })] },
});
export const Several: Story = of({ snapshot: trouble });
export const Refused: Story = of(
  notice('refused', {
    command: 'call.dial',
    error: { code: 'exercise.live', category: 'permission', messageKey: 'error.exercise.live' },
  }),
);
export const NotConfirmed: Story = of(notice('noReply', { command: 'call.hold' }));
export const NotClosed: Story = of(notice('closeRefused'));
export const NotKept: Story = of(notice('notKept'));
export const AsksForASecondPress: Story = of(notice('confirmKey', { action: 'call.hangUp' }));

const list: Pick<Story, 'render'> = { render: () => <AlertList /> };
export const EmptyList: Story = { ...list, parameters: told({ stage: { width: 480 } }) };
export const LongList: Story = {
  ...list,
  parameters: told({
    stage: { width: 480, height: 620 },
    situation: { snapshot: { ...trouble, lost: ['devices'] }, ...notice('notKept') },
  }),
};
/** The exchange refuses the secret: another can be given at once. */
export const ListThatAsksForTheSecret: Story = {
  ...list,
  parameters: told({ stage: { width: 480, height: 420 }, situation: { snapshot: { edges: refusedEdge } } }),
};
