import type { Meta, StoryObj } from '@storybook/react-vite';
import { call, calm, info, waiting } from '../testing/centre.ts';
import { button, headset, listed, meanings, pedal } from '../testing/devices.ts';
import { downTo, press } from '../testing/presses.ts';
import { own } from '../testing/second.ts';
import {
  atTab,
  exercise,
  four,
  guided,
  held,
  inCall,
  inRole,
  logPage,
  noted,
  notHelped,
  openToOthers,
  outage,
  practising,
  signedIn,
  trouble,
} from '../testing/situations.ts';
import { ScreenOf, told } from '../testing/stories.tsx';
import type { Situation } from '../testing/stories.tsx';

/** The whole window in its main situations. Those in `every-theme` together show each colour there is. */
const meta = {
  title: 'Screens/Console',
  component: ScreenOf,
  parameters: told({ stage: { whole: true } }),
  args: { globals: {}, parameters: {} },
  render: (_, { globals, parameters }) => <ScreenOf globals={globals} parameters={parameters} />,
} satisfies Meta<typeof ScreenOf>;
export default meta;
type Story = StoryObj<typeof meta>;

const of = (situation: Situation): Pick<Story, 'parameters'> => ({ parameters: told({ situation }) });

export const Empty: Story = {};
export const OneWaits: Story = of({ snapshot: { waiting: [waiting('w1', 6)] } });
export const Busy: Story = {
  tags: ['every-theme'],
  ...of({
    snapshot: { waiting: [...four], unanswered: [...notHelped] },
  }),
};
export const InCall: Story = of({ snapshot: inCall });
export const TwoHeld: Story = {
  tags: ['every-theme'],
  ...of({ snapshot: { ...inCall, calls: [call('c1', 102), ...held] } }),
};
export const Keypad: Story = {
  tags: ['every-theme'],
  ...of({
    snapshot: {
      ...inCall,
      calls: [call('c1', 102, { muted: true, recording: 'unknown' }), ...held.slice(1)],
    },
    view: { keypad: true, sent: '14*' },
  }),
};
export const Late: Story = {
  tags: ['every-theme'],
  ...of({
    snapshot: {
      waiting: [12, 15, 31].map((seconds, index) => waiting(`w${index}`, seconds)),
      alarms: [
        {
          id: 'a1',
          rank: 1,
          kind: 'call.late',
          call: 'w2',
          since: Date.now() - 21_000,
          acknowledged: false,
        },
      ],
    },
  }),
};
export const Crowd: Story = of({
  info: { ...info, site: exercise, runtime: { ...info.runtime, test: true } },
  snapshot: {
    waiting: Array.from({ length: 200 }, (_, index) =>
      waiting(`w${index}`, 200 - index, { hidden: index > 196, priority: index % 5 }),
    ),
    unanswered: [...notHelped],
  },
});
export const Exercise: Story = of({ info: { ...info, site: exercise }, snapshot: inCall });
export const Trouble: Story = { tags: ['every-theme'], ...of({ snapshot: { ...inCall, ...trouble } }) };
export const Outage: Story = {
  tags: ['every-theme'],
  ...of({ snapshot: { ...outage, calls: [call('c1', 102)] } }),
};
export const EngineGone: Story = { tags: ['every-theme'], ...of({ link: 'absent', snapshot: inCall }) };
export const Starting: Story = of({ link: 'attaching' });
export const Paused: Story = {
  tags: ['every-theme'],
  ...of({ snapshot: { position: { ...calm.position, state: 'paused' } } }),
};
export const PauseAsTheLast: Story = of({
  memory: { guard: { why: 'lastReady', asked: { type: 'position.pause', payload: {} } } },
});
export const CallBack: Story = of({
  ...signedIn(),
  memory: { guard: { why: 'callBack', asked: { type: 'unanswered.callBack', payload: { call: 'u1' } } } },
});
export const WhyItIsDismissed: Story = {
  ...of({ snapshot: { unanswered: [...notHelped] } }),
  play: press('Fjern +47 905 55 111'),
};
export const PositionMenu: Story = {
  tags: ['every-theme'],
  ...of({ ...signedIn(), view: { panel: 'position' } }),
};
export const HandOver: Story = {
  ...of({ ...signedIn(), view: { panel: 'position' } }),
  play: press('Vaktskifte'),
};
export const Keys: Story = of({ snapshot: inCall, view: { panel: 'keys' } });
export const Phonebook: Story = of({ ...atTab('phonebook'), snapshot: inCall });
export const CallLog: Story = {
  tags: ['every-theme'],
  ...of({
    ...atTab('log'),
    snapshot: inCall,
    shell: { callLog: () => Promise.resolve(logPage) },
  }),
};
export const Sound: Story = {
  tags: ['every-theme'],
  ...of({ snapshot: { trying: 'recording' }, view: { panel: 'sound' } }),
};
export const SoundMedlytt: Story = {
  ...of({ snapshot: { ...inCall, ...own(false) }, view: { panel: 'sound' } }),
  play: downTo('Medlytt'),
};
export const Devices: Story = of({
  snapshot: { ...inCall, hid: [headset, pedal], push: 'talk' },
  looks: [meanings(), listed(), button('p1', 'pedal.right', true)],
  view: { panel: 'devices' },
});
export const Noted: Story = of({
  snapshot: { ...inCall, calls: [call('c1', 102, { note: noted }), ...held] },
});
export const AfterTheCall: Story = of({
  snapshot: { waiting: four.slice(2) },
  memory: {
    ended: {
      call: call('c1', 300, { note: noted }),
      how: 'peer',
      reason: '',
      talked: 185_000,
      at: Date.now() - 20_000,
    },
  },
});
export const Practice: Story = of(practising());
export const PracticeOpenToOthers: Story = {
  tags: ['every-theme'],
  ...of({
    ...practising(openToOthers),
    snapshot: { ...inCall, calls: [call('c1', 102), ...held] },
    view: { panel: 'practice' },
  }),
};
const sound = guided('sound');
export const GuideSound: Story = of({ ...sound, view: { ...sound.view, panel: 'sound' } });
export const GuideFirstCall: Story = of(guided('call'));
export const GuideHold: Story = {
  tags: ['every-theme'],
  ...of(guided('hold', { waiting: four.slice(3), calls: [call('c1', 102)] })),
};
export const GuideUnanswered: Story = of(
  guided('unanswered', { calls: [call('c1', 102)], unanswered: [...notHelped] }),
);
export const GuideHelp: Story = of({
  ...guided('help'),
  memory: { ended: { call: call('c1', 300), how: 'peer', reason: '', talked: 185_000, at: Date.now() } },
});
export const RoleMedical: Story = of(inRole('medical'));
export const RoleResource: Story = of(inRole('resource'));
export const RoleNurse: Story = of(inRole('nurse'));
export const RoleEmergencyDepartment: Story = of(inRole('emergency'));
export const RoleLeader: Story = of(inRole('leader'));
