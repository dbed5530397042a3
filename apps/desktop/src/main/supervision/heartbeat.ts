/**
 * The life of a watched page (engine or console).
 *
 *               heard                    crashed, silent
 *   starting ───────────▶ alive ───────────────────────────▶ lost
 *      │  ▲                                                   ▲ │
 *      │  └──────────────────── launched ─────────────────────┼─┘
 *      └──────────────────── crashed, silent ─────────────────┘
 *
 * A page that hangs counts as dead. `silent` means: no answer within the limit of the state it is in.
 */
export type Life = 'starting' | 'alive' | 'lost';
export type LifeEvent = 'launched' | 'heard' | 'crashed' | 'silent';
export type LifeEffect = 'none' | 'reportAlive' | 'replaceCrashed' | 'replaceHung';
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
  },
  alive: {
    launched: none('starting'),
    heard: none('alive'),
    crashed: { next: 'lost', effect: 'replaceCrashed' },
    silent: { next: 'lost', effect: 'replaceHung' },
  },
  // A hung page is killed, so its crash follows its hang; the page is already being replaced.
  lost: { launched: none('starting'), heard: none('lost'), crashed: none('lost'), silent: none('lost') },
};
