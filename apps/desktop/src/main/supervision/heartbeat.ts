/**
 * The life of a watched page (engine or console).
 *
 *               heard                    crashed, silent
 *   starting ───────────▶ alive ───────────────────────────▶ lost
 *    │ │  ▲                │ ▲                                ▲ │
 *    │ │  └────────────────┼─┼────────── launched ────────────┼─┘
 *    │ │           stalled │ │ heard                          │
 *    │ └─────stalled────▶ relieved ──crashed, silent, stalled─┤
 *    └─────────────────────── crashed, silent ────────────────┘
 *
 * A page that hangs counts as dead. `silent` means: no answer within the limit of the state it is in. `stalled` means
 * the same of a page that may be held up by a service of Chromium: that service is ended first, and the page only if
 * this does not help.
 */
export type Life = 'starting' | 'alive' | 'relieved' | 'lost';
export type LifeEvent = 'launched' | 'heard' | 'crashed' | 'silent' | 'stalled';
export type LifeEffect = 'none' | 'reportAlive' | 'relieve' | 'replaceCrashed' | 'replaceHung';
export interface LifeStep {
  readonly next: Life;
  readonly effect: LifeEffect;
}

const none = (next: Life): LifeStep => ({ next, effect: 'none' });

export const lifeTable: Readonly<Record<Life, Readonly<Record<LifeEvent, LifeStep>>>> = {
  starting: {
    launched: none('starting'),
    heard: { next: 'alive', effect: 'reportAlive' },
    crashed: { next: 'lost', effect: 'replaceCrashed' },
    silent: { next: 'lost', effect: 'replaceHung' },
    stalled: { next: 'relieved', effect: 'relieve' },
  },
  alive: {
    launched: none('starting'),
    heard: none('alive'),
    crashed: { next: 'lost', effect: 'replaceCrashed' },
    silent: { next: 'lost', effect: 'replaceHung' },
    stalled: { next: 'relieved', effect: 'relieve' },
  },
  relieved: {
    launched: none('starting'),
    heard: { next: 'alive', effect: 'reportAlive' },
    crashed: { next: 'lost', effect: 'replaceCrashed' },
    silent: { next: 'lost', effect: 'replaceHung' },
    stalled: { next: 'lost', effect: 'replaceHung' },
  },
  // A hung page is killed, so its crash follows its hang; the page is already being replaced.
  lost: {
    launched: none('starting'),
    heard: none('lost'),
    crashed: none('lost'),
    silent: none('lost'),
    stalled: none('lost'),
  },
};
