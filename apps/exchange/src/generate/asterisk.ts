import { join } from 'node:path';
import type { Plan } from '../config/plan.ts';
import { dialplan } from './dialplan.ts';
import { pjsipConfig } from './pjsip.ts';
import { rtpSources } from './telephone.ts';

/** Where Asterisk's own files lie: modules and documentation of the unpacked Debian. */
export type AsteriskFiles = { modulePath: string; dataPath: string; modules: readonly string[] };

/** What one Asterisk needs of its plan, whatever stands around it. */
export type AsteriskPlan = Pick<Plan, 'config' | 'paths'>;

/** Modules that are loaded if the installed version has them; everything else stays out. */
const wanted =
  /^(app_(dial|mixmonitor|stack|verbose|exec|playback|confbridge|bridgewait)|bridge_|chan_pjsip|chan_bridge_media|codec_(a_mu|alaw|ulaw|g722|resample|opus)|format_(wav|pcm|sln)|func_(callerid|channel|groupcount|global|hangupcause|logic|math|pjsip_\w+|rand|strings|timeout|dialplan|uri)|pbx_config|res_(crypto|format_attr_opus|geolocation|musiconhold|rtp_asterisk|pjproject|sorcery_\w+|srtp|timing_\w+)|res_pjsip(?!_(transport_websocket|phoneprov|config_wizard|publish|outbound_publish|mwi|exten_state|history|stir_shaken|aoc|registrar|notify|send_to_voicemail|one_touch|dialog_info|pidf|xpidf|messaging)))/;

/** @param more modules beyond those that every exchange of ours needs */
export function selectModules(names: readonly string[], more?: RegExp): string[] {
  const isWanted = (name: string): boolean => wanted.test(name) || more?.test(name) === true;
  return names.filter((name) => name.endsWith('.so') && isWanted(name)).toSorted();
}

/** All configuration files of Asterisk, by name. */
export function asteriskConfig(plan: Plan, files: AsteriskFiles): ReadonlyMap<string, string> {
  return new Map([
    ...foundation(plan, files),
    ['rtp.conf', rtpConfig(plan)],
    ['pjsip.conf', pjsipConfig(plan)],
    ['extensions.conf', `[globals]\nRECORDINGS=${plan.paths.recordings}\n${dialplan(plan)}`],
    ['http.conf', '[general]\nenabled=no\n'],
  ]);
}

/** Where Asterisk lives, what it loads, its music, and all that is switched off. */
export function foundation(plan: AsteriskPlan, files: AsteriskFiles): ReadonlyMap<string, string> {
  return new Map([
    ['asterisk.conf', mainConfig(plan.paths.part('asterisk'), files)],
    ['modules.conf', modulesConfig(files.modules)],
    ['logger.conf', '[general]\ndateformat=%F %T.%3q\n[logfiles]\nconsole => notice,warning,error\n'],
    ['musiconhold.conf', musicConfig(plan)],
    ['cdr.conf', '[general]\nenable=no\n'],
    ['manager.conf', '[general]\nenabled=no\n'],
    ['geolocation.conf', ''],
    ['ccss.conf', '[general]\n'],
    ['features.conf', '[general]\n'],
    ['acl.conf', ''],
    ['udptl.conf', '[general]\n'],
    ['confbridge.conf', '[general]\n'],
    [
      'indications.conf',
      '[general]\ncountry=no\n[no]\ndescription=Norway\nringcadence=1000,4000\ndial=425\nbusy=425/500,0/500\nring=425/1000,0/4000\ncongestion=425/200,0/200\n',
    ],
    ['stasis.conf', ''],
    ['pjproject.conf', '[startup]\nlog_mappings=asterisk_error=0,asterisk_warning=1\n'],
  ]);
}

function mainConfig(home: string, files: AsteriskFiles): string {
  return `[directories]
astetcdir => ${join(home, 'etc')}
astmoddir => ${files.modulePath}
astvarlibdir => ${join(home, 'lib')}
astdbdir => ${join(home, 'lib')}
astkeydir => ${join(home, 'lib')}
astdatadir => ${files.dataPath}
astagidir => ${join(home, 'lib')}
astspooldir => ${join(home, 'spool')}
astrundir => ${join(home, 'run')}
astlogdir => ${join(home, 'log')}
astsbindir => ${home}
[options]
systemname = samband
nocolor = yes
verbose = 0
debug = 0
documentation_language = en_US
hideconnect = yes
`;
}

function modulesConfig(modules: readonly string[]): string {
  return `[modules]\nautoload=no\n${modules.map((name) => `load=${name}`).join('\n')}\n`;
}

function rtpConfig({ ports }: Plan): string {
  const [first, last] = ports.asteriskRtp;
  return `[general]\nrtpstart=${first}\nrtpend=${last}\nicesupport=no\n${rtpSources}`;
}

/** Announcement and music are one playlist: the caller hears both while the positions ring. */
function musicConfig({ config, paths }: AsteriskPlan): string {
  const playlist = (name: string): string =>
    `[${name}]\nmode=files\ndirectory=${join(paths.sounds, name)}\nsort=alpha\n`;
  return ['default', ...config.queues.map(({ id }) => `queue-${id}`)].map(playlist).join('');
}
