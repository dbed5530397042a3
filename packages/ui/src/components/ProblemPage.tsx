import type { ScreenInfo, StartProblem } from '@samband/telephony/contract';
import type { ReactNode } from 'react';
import { TriangleAlert, Users } from 'lucide-react';
import type { MessageKey, Texts } from '../messages/index.ts';
import { JoinForm } from './JoinForm.tsx';
import styles from './ProblemPage.module.css';
import { SecretForm } from './SecretForm.tsx';

/** Facts of a problem, term by term, as they are told to the technician on the phone. */
function facts(problem: StartProblem, { t }: Texts): readonly (readonly [string, string])[] {
  if (problem.kind === 'siteMissing') return [[t('problem.site.file'), problem.file]];
  if (problem.kind === 'profile')
    return [
      [t('problem.profile.folder'), problem.folder],
      [t('problem.profile.code'), problem.code],
    ];
  if (problem.kind === 'join') return [[t('join.host'), problem.host]];
  if (problem.kind !== 'site') return [];
  const { file, line, column, path, expected } = problem;
  const place =
    line === undefined
      ? undefined
      : column === undefined
        ? t('problem.site.line', { line })
        : t('problem.site.lineColumn', { line, column });
  const rows: (readonly [MessageKey, string | undefined])[] = [
    ['problem.site.file', file],
    ['problem.site.place', place],
    ['problem.site.path', path],
    ['problem.site.expected', expected],
  ];
  return rows.flatMap(([key, value]) => (value ? [[t(key), value] as const] : []));
}

interface PageProps {
  readonly texts: Texts;
  readonly title: string;
  readonly lead: string;
  readonly info: ScreenInfo | undefined;
  /** Nothing is wrong: something is asked. */
  readonly asks?: boolean;
  readonly children?: ReactNode;
}

function Page({ texts, title, lead, info, asks = false, children }: PageProps): ReactNode {
  const Sign = asks ? Users : TriangleAlert;
  return (
    <main className={styles['page']}>
      <section className={styles['card']} data-asks={asks} aria-labelledby="problem-title">
        <h1 id="problem-title">
          <Sign aria-hidden="true" size={32} />
          {title}
        </h1>
        <p className={styles['lead']}>{lead}</p>
        {children}
        {asks ? null : <p className={styles['reserve']}>{texts.t('problem.reserve')}</p>}
        {info ? (
          <p className={styles['version']}>
            {/* Who asks to join has no position yet. */}
            {asks ? null : `${texts.t('status.position', { n: info.position })} · `}
            {texts.t('problem.version', { version: info.version, ...info.runtime, test: 0 })}
          </p>
        ) : null}
      </section>
    </main>
  );
}

/** Why the console cannot work, as a whole page, with what can be done about it. */
export function ProblemPage({
  problem,
  info,
  texts,
  provideSecret,
  join,
}: {
  readonly problem: StartProblem;
  readonly info: ScreenInfo;
  readonly texts: Texts;
  readonly provideSecret: (secret: string) => Promise<boolean>;
  readonly join: (code: string) => Promise<boolean>;
}): ReactNode {
  const values = {
    position: info.position,
    count: problem.kind === 'position' ? problem.count : 0,
  };
  const rows = facts(problem, texts);
  return (
    <Page
      texts={texts}
      info={info}
      asks={problem.kind === 'join'}
      title={texts.t(`problem.${problem.kind}.title`)}
      lead={texts.t(`problem.${problem.kind}.lead`, values)}
    >
      {rows.length > 0 ? (
        <dl className={styles['facts']}>
          {rows.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {problem.kind === 'secret' ? (
        <SecretForm texts={texts} position={info.position} provideSecret={provideSecret} takesFocus />
      ) : null}
      {problem.kind === 'join' ? <JoinForm texts={texts} why={problem.why} join={join} takesFocus /> : null}
    </Page>
  );
}

/** Main told the screen nothing that it could read. */
export function UnreadablePage({ texts }: { readonly texts: Texts }): ReactNode {
  return (
    <Page
      texts={texts}
      info={undefined}
      title={texts.t('problem.info.title')}
      lead={texts.t('problem.info.lead')}
    />
  );
}
